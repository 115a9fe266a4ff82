# Every command installs what is missing first (tools/setup) and does nothing twice.
.PHONY: demo test qgis lint bench package

# The whole diagnosis on the sample sub-district, or on the data in folder DATA.
demo:
	@tools/with-qgis python tools/demo.py $(if $(DATA),--data '$(DATA)')

# Engine and QGIS side by side on two cores, then the real program alone on its screen.
test: export LIFECIRCLE_LOCALE = en
test:
	@tools/with-qgis sh -c ' \
	  pytest --numprocesses 2 --ignore tests/desktop; first=$$?; \
	  pytest tests/desktop; second=$$?; \
	  [ $$first = 0 ] || echo "Tests outside tests/desktop failed, see above."; \
	  [ $$first = 0 ] && [ $$second = 0 ]'

# QGIS with the plugin on and the sample loaded.
qgis:
	@[ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || { echo "QGIS needs a screen: set DISPLAY." >&2; exit 1; }
	@tools/with-qgis qgis --code tools/open_sample.py

lint:
	@tools/with-qgis ruff check
	@tools/with-qgis ruff format --check
	@tools/with-qgis mypy

# Beside QGIS and others, on Porto Alegre where its data is there; make bench OPTIONS=--quick.
bench:
	@tools/with-qgis python tools/bench.py $(if $(DATA),--data '$(DATA)') $(OPTIONS)

package:
	@tools/with-qgis python tools/package.py
