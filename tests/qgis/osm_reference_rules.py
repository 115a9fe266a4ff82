"""What OpenStreetMap's tags mean to a walker, written apart from the plugin's own rules."""

from collections import defaultdict

NO_ENTRY = ("no", "private", "military", "use_sidepath", "discouraged", "agricultural", "forestry")
MAY_ENTER = ("yes", "designated", "permissive", "destination", "customers", "official")
ROADS = [
    "residential",
    "living_street",
    "service",
    "unclassified",
    "pedestrian",
    "footway",
    "path",
    "steps",
    "track",
    "road",
    "tertiary",
    "tertiary_link",
    "secondary",
    "secondary_link",
    "primary",
    "primary_link",
    "trunk",
    "trunk_link",
    "platform",
    "corridor",
]
NEVER = ("motorway", "motorway_link", "construction", "proposed")


def walked(t):
    kind, foot, access = t.get("highway"), t.get("foot"), t.get("access")
    if kind is None or foot in NO_ENTRY:
        return False
    if foot in MAY_ENTER:
        return kind not in NEVER
    return kind in ROADS and t.get("motorroad") != "yes" and access not in NO_ENTRY


def above(t):
    return t.get("bridge") not in (None, "no")


def below(t):
    return not above(t) and t.get("tunnel") not in (
        None, "no", "building_passage", "avalanche_protector",
    )  # fmt: skip


def is_crossing(t):
    return "crossing" in (t.get("footway"), t.get("path"), t.get("cycleway"))


def crossing_kind(t):
    if t.get("crossing:signals") == "yes" or (t.get("crossing") == "traffic_signals"):
        return "signal"
    if t.get("crossing") == "unmarked":
        return "unmarked"
    if t.get("crossing") in ("uncontrolled", "marked", "zebra"):
        return "none"
    if "crossing:markings" in t and t.get("crossing:signals", "no") == "no":
        return "unmarked" if t["crossing:markings"] == "no" else "none"
    return None


WALL = [
    "wall",
    "city_wall",
    "retaining_wall",
    "fence",
    "wire_fence",
    "wood_fence",
    "railing",
    "hedge",
    "hedge_bank",
    "guard_rail",
    "jersey_barrier",
    "cable_barrier",
    "noise_barrier",
    "ditch",
    "haha",
]


def barrier_kind(t, closed, is_area):
    """The kind of barrier, None for none."""
    if t.get("barrier") in WALL:
        return t["barrier"] if is_area or "highway" not in t else None
    sunk = t.get("tunnel", "no") != "no" or t.get("location") == "underground"
    raised = t.get("bridge", "no") != "no"
    line = (
        t.get("waterway") in ("river", "canal", "tidal_channel") or t.get("natural") == "coastline"
    )
    ground = t.get("natural") == "water" or t.get("waterway") in ("riverbank", "dock", "boatyard")
    ground = ground or t.get("landuse") in ("reservoir", "basin")
    if line or (ground and closed):
        dry = t.get("intermittent") == "yes" or t.get("seasonal", "no") != "no"
        dry = dry or t.get("basin") in ("detention", "infiltration")
        return None if sunk or raised or dry or t.get("covered", "no") != "no" else "water"
    if ground:
        return None
    if t.get("railway") in (
        "rail",
        "light_rail",
        "subway",
        "narrow_gauge",
        "funicular",
        "preserved",
    ):
        deep = t["railway"] == "subway" and t.get("layer", "").startswith("-")
        in_street = "highway" in t or t.get("embedded_rails", "no") != "no"
        return None if sunk or raised or deep or in_street else "railway"
    fast = t.get("highway") in ("motorway", "motorway_link")
    fast = fast or ("highway" in t and t.get("motorroad") == "yes")
    if fast and t.get("railway") not in (
        "tram", "monorail", "miniature", "disused", "abandoned", "razed", "dismantled", "removed",
        "construction", "proposed",
    ):  # fmt: skip
        open_to_all = t.get("foot") in ("yes", "designated", "permissive")
        return None if sunk or raised or open_to_all else "motorway"
    return "cliff" if t.get("natural") == "cliff" else None


GATE = [
    "gate",
    "swing_gate",
    "lift_gate",
    "kissing_gate",
    "hampshire_gate",
    "sliding_gate",
    "wicket_gate",
    "sally_port",
    "turnstile",
    "full-height_turnstile",
    "entrance",
    "stile",
    "door",
]
SHUT = ["no", "private", "military", "employees", "permit", "delivery", "residents"]


def gate_open(t):
    if t.get("foot", t.get("access")) in SHUT:
        return False
    if t.get("locked") == "yes" and "opening_hours" not in t:
        return False
    return t.get("entrance") not in ("emergency", "exit")


def said(t, key):
    """The values of a tag, those parted by semicolons each for itself."""
    return {value.strip() for value in t.get(key, "").split(";")} - {""}


def has(key, *values):
    if not values:
        return lambda t, _: key in t
    return lambda t, _: bool(said(t, key) & set(values))


def without(key, *values):
    return lambda t, _: not said(t, key) & set(values)


def named(*words):
    return lambda t, _: any(word.lower() in t.get("name", "").lower() for word in words)


def sized(low, high=float("inf")):
    return lambda _, area: area is not None and low <= area < high


def public(t, _):
    return t.get("access") not in ("no", "private", "residents", "employees", "members", "permit")


def level(*codes):
    """Whether isced:level covers one of the codes, as a number, in a list or in a range."""

    def covers(t, _):
        for part in said(t, "isced:level"):
            low, _, high = part.partition("-")
            numbers = low.isdigit() and (not high or high.isdigit())
            if numbers and any(int(low) <= code <= int(high or low) for code in codes):
                return True
        return False

    return covers


def services():
    """For every service the ways in which an object can be of it; each a list of conditions."""
    rules = defaultdict(list)

    def add(service, *conditions):
        rules[service].append(conditions)

    centres = has("amenity", "community_centre", "social_centre")
    care = has("amenity", "social_facility")
    old = has("social_facility:for", "senior")
    cares = has("amenity", "social_facility", "community_centre", "social_centre")
    add("community_canteen", has("amenity", "canteen"), public)
    add("community_canteen", care, has("social_facility", "soup_kitchen", "food_bank"))
    add(
        "community_canteen",
        has("amenity", "restaurant", "fast_food", "canteen"),
        named("社区食堂", "长者食堂", "邻里食堂", "助餐"),
    )
    add("elderly_day_care", care, old, has("social_facility", "day_care"))
    add("elderly_day_care", cares, named("日间照料", "日间照护", "托老所"))
    add(
        "elderly_centre",
        care,
        old,
        has("social_facility", "outreach", "ambulatory_care", "community_centre"),
    )
    add("elderly_centre", cares, named("为老服务", "养老服务中心"))
    add("elderly_activity_room", centres, has("community_centre:for", "senior"))
    add("elderly_activity_room", cares, named("老年活动", "老人活动"))
    add("elderly_home", care, has("social_facility", "nursing_home"))
    add("elderly_home", care, old, has("social_facility", "assisted_living", "group_home"))
    add("elderly_home", has("amenity", "nursing_home", "retirement_home"))
    add("elderly_nursing_home", care, has("social_facility", "nursing_home"))
    add("elderly_nursing_home", has("amenity", "nursing_home"))
    add("nursery", has("amenity", "childcare"))
    add("nursery", has("amenity", "kindergarten"), has("nursery", "yes", "only"))
    add("kindergarten", has("amenity", "kindergarten"), without("nursery", "only"))
    school = has("amenity", "school")
    add("primary_school", school, level(1))
    add("primary_school", school, has("school", "primary", "elementary"))
    add("primary_school", school, named("小学", "附小", "primary school", "elementary school"))
    add("junior_school", school, level(2))
    add("junior_school", school, has("school", "secondary", "lower_secondary", "middle"))
    add("junior_school", school, named("初中", "初级中学", "附中", "middle school", "junior high"))
    add("school_any", school)
    add(
        "training",
        has(
            "amenity",
            "language_school",
            "music_school",
            "prep_school",
            "training",
            "dancing_school",
            "driving_school",
        ),
    )
    add("training", has("office", "tutoring", "educational_institution"))
    add("health_station", has("amenity", "doctors"))
    add("health_station", has("healthcare", "doctor", "community_health_worker", "nurse"))
    add(
        "health_station",
        has("amenity", "clinic", "doctors"),
        named("卫生站", "卫生服务站", "卫生室"),
    )
    add("health_centre", has("amenity", "clinic", "hospital"))
    add("health_centre", has("healthcare", "clinic", "centre"))
    add("outpatient_clinic", has("amenity", "clinic"))
    add("outpatient_clinic", has("healthcare", "clinic"))
    add("pharmacy", has("amenity", "pharmacy"))
    add("pharmacy", has("healthcare", "pharmacy"))
    add("pharmacy", has("shop", "chemist"), has("dispensing", "yes"))
    add("market", has("amenity", "marketplace"))
    add("market", has("shop", "greengrocer"))
    add("market", has("shop", "supermarket", "mall", "yes"), named("菜市场", "农贸市场", "菜场"))
    add("local_shops", has("shop"), without("shop", "no", "vacant"))
    for service, key, values in (
        ("supermarket", "shop", "supermarket"),
        ("convenience_store", "shop", "convenience"),
        ("shopping_mall", "shop", "mall department_store"),
        ("restaurant", "amenity", "restaurant fast_food food_court"),
        ("cafe", "amenity", "cafe"),
        ("cafe", "shop", "tea coffee"),
        ("bakery", "shop", "bakery pastry"),
        ("laundry", "shop", "laundry dry_cleaning"),
        ("hairdresser", "shop", "hairdresser beauty"),
        ("photo_print", "shop", "photo copyshop printing"),
        ("photo_print", "craft", "photographer printer"),
        ("housekeeping", "shop", "household_services"),
        ("housekeeping", "craft", "cleaning"),
        ("repair_point", "shop", "repair shoe_repair bicycle_repair"),
        (
            "repair_point",
            "craft",
            "shoemaker electronics_repair watchmaker key_cutter tailor locksmith",
        ),
        ("flowers_gifts", "shop", "florist gift"),
        ("wellness", "shop", "massage health_food herbalist nutrition_supplements"),
        ("pet_service", "shop", "pet pet_grooming"),
        ("pet_service", "amenity", "veterinary animal_boarding"),
        ("bank", "amenity", "bank"),
        ("post_office", "amenity", "post_office post_depot parcel_locker"),
        ("culture_station", "amenity", "community_centre social_centre"),
        ("culture_centre", "amenity", "arts_centre"),
        ("library", "amenity", "library"),
        ("bookstore", "shop", "books"),
        ("police", "amenity", "police"),
        ("gov_service_counter", "amenity", "townhall public_service"),
        ("bus_stop", "highway", "bus_stop"),
        ("bus_stop", "amenity", "bus_station"),
        ("metro_station", "railway", "subway_entrance"),
        ("transit_any", "highway", "bus_stop"),
        ("transit_any", "public_transport", "platform station"),
        ("transit_any", "amenity", "bus_station ferry_terminal"),
        ("transit_any", "railway", "station halt tram_stop subway_entrance"),
    ):
        add(service, has(key, *values.split()))
    eaten = has("amenity", "cafe", "fast_food", "restaurant")
    add("breakfast_shop", eaten, has("breakfast", "yes", "only"))
    add("breakfast_shop", eaten, named("早餐", "早点", "包子"))
    add(
        "repair_point",
        has("shop", "locksmith", "mobile_phone_repair", "watches"),
        without("repair", "no"),
    )
    add("repair_point", has("shop", "bicycle"), has("service:bicycle:repair", "yes"))
    add(
        "tourism_point",
        has("tourism", "information"),
        has("information", "office", "visitor_centre"),
    )
    add("shared_living_room", centres, named("社区客厅", "共享客厅", "邻里汇", "睦邻", "会客厅"))
    add(
        "culture_centre",
        has("amenity", "community_centre"),
        has("community_centre", "cultural_centre"),
    )
    add(
        "culture_centre",
        has("amenity", "community_centre", "arts_centre", "theatre"),
        named("文化活动中心", "文化馆", "文化宫"),
    )
    stops = has("railway", "station", "halt")
    add("bus_stop", has("public_transport", "platform"), has("bus", "yes"))
    add("metro_station", stops, has("station", "subway", "light_rail", "monorail"))
    add("metro_station", stops, has("subway", "yes", "only"))
    add("metro_station", stops, has("light_rail", "yes", "only"))
    office = has("office", "government")
    add(
        "gov_service_counter",
        office,
        has(
            "government",
            "register_office",
            "public_service",
            "social_services",
            "social_security",
            "social_welfare",
            "administrative",
        ),
    )
    for service, key, values in (
        ("outdoor_fitness", "leisure", "fitness_station"),
        ("play_space", "leisure", "playground"),
        ("sport_hall", "leisure", "sports_hall sports_centre"),
        ("gym", "leisure", "fitness_centre"),
        ("wellness", "leisure", "sauna"),
        ("toilet", "amenity", "toilets"),
        ("recycling", "amenity", "recycling"),
        ("waste_station", "amenity", "waste_disposal waste_transfer_station"),
    ):
        add(service, has(key, *values.split()), public)
    pitch = has("leisure", "pitch")
    add("sport_field_small", pitch, sized(770, 1310), public)
    add("sport_field_medium", pitch, sized(1310, 3150), public)
    add("sport_field_large", pitch, sized(3150), public)
    add("pocket_park", has("leisure", "park", "garden"), sized(400, 10_000), public)
    add("community_park", has("leisure", "park"), sized(4_000), public)
    for key, values in (
        ("leisure", "park garden common recreation_ground village_green"),
        ("landuse", "village_green recreation_ground"),
        ("place", "square"),
    ):
        add("public_open_space", has(key, *values.split()), sized(400), public)
    add("public_open_space", has("highway", "pedestrian"), has("area", "yes"), sized(400), public)
    return rules


STATES = {
    "disused": "closed", "abandoned": "closed", "was": "closed", "construction": "planned",
    "proposed": "planned", "planned": "planned",
}  # fmt: skip
NOW = [
    "amenity",
    "shop",
    "leisure",
    "office",
    "healthcare",
    "craft",
    "tourism",
    "railway",
    "public_transport",
    "highway",
    "landuse",
    "place",
]


def by_state(t):
    """The state of an object as a whole, and its tags in every other state."""
    state = "open"
    if t.get("construction") == "yes" or t.get("proposed") == "yes":
        state = "planned"
    if "yes" in (t.get("disused"), t.get("abandoned")) or t.get("opening_hours") in (
        "off",
        "closed",
    ):
        state = "closed"
    yield state, t
    for wanted in ("closed", "planned"):
        then = {k.split(":", 1)[1]: v for k, v in t.items()
                if ":" in k and STATES.get(k.split(":", 1)[0]) == wanted}  # fmt: skip
        if then:
            yield wanted, {k: v for k, v in t.items() if k not in NOW} | then
