"""Small OpenStreetMap files written by hand."""

from xml.sax.saxutils import quoteattr

LEFT, LOW, STEP = 24.0, 60.0, 0.001


def at(x, y):
    """The place of a grid corner, in degrees: a step is some 56 m east, 111 m north."""
    return LEFT + x * STEP, LOW + y * STEP


def write_osm(path, nodes, ways=None, relations=None):
    """Write a file.

    Nodes are {number: (x, y)} or {number: (x, y, tags)} on the grid; ways {number: (refs, tags)};
    relations {number: ([(way, role)], tags)}.
    """

    def tags(given):
        return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in given.items())

    parts = ['<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">']
    for number, (x, y, *given) in nodes.items():
        lon, lat = at(x, y)
        parts.append(
            f'<node id="{number}" version="1" lon="{lon:.7f}" lat="{lat:.7f}">'
            f"{tags(given[0] if given else {})}</node>"
        )
    for number, (refs, given) in (ways or {}).items():
        inside = "".join(f'<nd ref="{ref}"/>' for ref in refs)
        parts.append(f'<way id="{number}" version="1">{inside}{tags(given)}</way>')
    for number, (members, given) in (relations or {}).items():
        inside = "".join(f'<member type="way" ref="{w}" role="{r}"/>' for w, r in members)
        parts.append(f'<relation id="{number}" version="1">{inside}{tags(given)}</relation>')
    path.write_text("".join(parts) + "</osm>", encoding="utf-8")
    return path
