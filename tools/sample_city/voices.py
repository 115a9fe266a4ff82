"""Who answers, what each age cares for, how people begin and end what they say."""

from __future__ import annotations

#: Limit of the walk (m) that people measure a service by, as the standards have it.
LIMITS = {
    "community_canteen": 500,
    "elderly_day_care": 300,
    "nursery": 500,
    "pocket_park": 300,
    "community_park": 500,
    "greenway": 800,
    "gov_service_counter": 1000,
    "shared_living_room": 300,
    "kindergarten": 300,
    "primary_school": 500,
    "junior_school": 1000,
    "health_station": 300,
    "health_centre": 1000,
    "market": 500,
    "supermarket": 400,
    "convenience_store": 200,
    "pharmacy": 300,
    "culture_station": 500,
    "culture_centre": 1000,
    "library": 800,
    "sport_hall": 1000,
    "outdoor_fitness": 300,
    "sport_field_small": 300,
    "bus_stop": 300,
    "metro_station": 800,
    "toilet": 400,
    "community_service_station": 300,
}
#: Whom a service is for, as the fields of `residents` to add up (all of them: population).
FOR = {
    "nursery": ("pop_0_2",),
    "kindergarten": ("pop_3_5",),
    "primary_school": ("pop_6_11",),
    "junior_school": ("pop_12_14",),
    "elderly_day_care": ("pop_60_plus",),
}
#: How much each age cares (1-5).
CARE = {
    "12-17": {
        "sport_field_small": 4.4,
        "library": 4.0,
        "junior_school": 4.2,
        "bus_stop": 3.8,
        "metro_station": 3.8,
        "convenience_store": 3.6,
        "community_park": 3.2,
    },
    "18-34": {
        "metro_station": 4.5,
        "sport_hall": 3.9,
        "nursery": 4.1,
        "convenience_store": 3.8,
        "greenway": 3.8,
        "shared_living_room": 3.0,
        "supermarket": 3.8,
        "bus_stop": 3.7,
        "kindergarten": 4.2,
        "gov_service_counter": 3.2,
        "pocket_park": 3.3,
        "library": 3.3,
    },
    "35-59": {
        "primary_school": 4.5,
        "kindergarten": 4.4,
        "market": 4.1,
        "health_station": 3.8,
        "metro_station": 4.0,
        "greenway": 3.7,
        "sport_hall": 3.4,
        "elderly_day_care": 3.8,
        "community_canteen": 3.6,
        "culture_centre": 3.2,
        "junior_school": 4.0,
        "nursery": 3.6,
        "gov_service_counter": 3.5,
        "bus_stop": 3.6,
        "pocket_park": 3.5,
        "community_service_station": 3.0,
        "sport_field_small": 3.3,
    },
    "60-79": {
        "community_canteen": 4.4,
        "market": 4.6,
        "health_station": 4.5,
        "pocket_park": 4.0,
        "community_park": 4.0,
        "outdoor_fitness": 4.0,
        "culture_station": 3.9,
        "health_centre": 4.2,
        "bus_stop": 4.1,
        "toilet": 3.9,
        "elderly_day_care": 3.9,
        "shared_living_room": 3.7,
        "pharmacy": 4.1,
        "greenway": 3.6,
        "gov_service_counter": 3.6,
        "community_service_station": 3.5,
    },
    "80+": {
        "community_canteen": 4.7,
        "elderly_day_care": 4.7,
        "health_station": 4.7,
        "pharmacy": 4.3,
        "pocket_park": 4.2,
        "toilet": 4.2,
        "market": 4.0,
        "health_centre": 4.4,
        "shared_living_room": 3.4,
    },
}
#: Quarters where one can have lived for thirty years.
OLD = ("village", "lilong", "mixed")
OPENERS = {
    "12-17": (
        ("", ""),
        ("我是初中生，", "I am in junior school. "),
        ("同学们都说，", "My classmates agree. "),
    ),
    "18-34": (
        ("", ""),
        ("上班族一枚，", "I work long hours. "),
        ("刚搬来{p}，", "I have just moved to {p}. "),
        ("租住在{p}，", "I rent in {p}. "),
    ),
    "35-59": (
        ("", ""),
        ("家有小孩，", "We have a child. "),
        ("上有老下有小，", "We care for parents and children. "),
        ("住在{p}，", "I live in {p}. "),
    ),
    "60-79": (
        ("", ""),
        ("住在{p}三十多年了，", "I have lived in {p} for thirty years. "),
        ("退休在家，", "I am retired. "),
        ("我带孙子，", "I look after my grandson. "),
        ("老伴腿脚不好，", "My wife walks with difficulty. "),
    ),
    "80+": (
        ("", ""),
        ("我八十多了，", "I am over eighty. "),
        ("我一个人住，", "I live alone. "),
        ("走路要撑拐杖，", "I walk with a stick. "),
    ),
}
CLOSERS = {
    "need": (
        ("", ""),
        ("希望尽快补上。", " Please provide it soon."),
        ("盼了好几年了。", " We have waited for years."),
        ("请街道考虑。", " Please consider it."),
    ),
    "complaint": (
        ("", ""),
        ("希望改进。", " Please improve this."),
        ("反映过几次，没下文。", " I have said so before, in vain."),
        ("谢谢。", " Thank you."),
    ),
    "praise": (
        ("", ""),
        ("点赞！", " Well done!"),
        ("希望保持下去。", " Keep it up."),
        ("谢谢工作人员。", " Thanks to the staff."),
    ),
    "idea": (
        ("", ""),
        ("供参考。", " Just a thought."),
        ("邻居们也这么说。", " My neighbours say so too."),
    ),
}
SOURCES = ("线上问卷", "社区访谈", "入户访谈", "随手拍小程序")
WALKERS = {
    "12-17": ("child",),
    "18-34": ("adult", "adult", "adult", "pram"),
    "35-59": ("adult", "adult", "pram"),
    "60-79": ("older", "older", "older", "frail"),
    "80+": ("frail", "frail", "wheelchair"),
}
#: How readily each age answers.
READY = {"12-17": 0.45, "18-34": 0.5, "35-59": 0.8, "60-79": 1.25, "80+": 0.75}
