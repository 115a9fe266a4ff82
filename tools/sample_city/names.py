"""Invented names, in Chinese and in Pinyin."""

from __future__ import annotations

LOCAL_ROADS = (
    ("芙蕖路", "Fuqu Road"),
    ("荇菜路", "Xingcai Road"),
    ("鹭洲路", "Luzhou Road"),
    ("棹歌路", "Zhaoge Road"),
    ("柳浪路", "Liulang Road"),
    ("桐荫路", "Tongyin Road"),
    ("枇杷路", "Pipa Road"),
    ("香樟路", "Xiangzhang Road"),
    ("梧竹路", "Wuzhu Road"),
    ("书田路", "Shutian Road"),
    ("织坊路", "Zhifang Road"),
    ("粮仓路", "Liangcang Road"),
    ("灯塔路", "Dengta Road"),
    ("建工路", "Jiangong Road"),
    ("东风里路", "Dongfengli Road"),
    ("晴川路", "Qingchuan Road"),
    ("听雨路", "Tingyu Road"),
    ("银杏路", "Yinxing Road"),
    ("菖蒲路", "Changpu Road"),
    ("月湾路", "Yuewan Road"),
    ("白萍路", "Baiping Road"),
    ("橘园路", "Juyuan Road"),
    ("青篱路", "Qingli Road"),
    ("石埠路", "Shibu Road"),
    ("南浔浜路", "Nanxunbang Road"),
    ("红蓼路", "Hongliao Road"),
    ("沙洲路", "Shazhou Road"),
    ("榆钱路", "Yuqian Road"),
    ("杏花路", "Xinghua Road"),
    ("竹筠路", "Zhuyun Road"),
    ("渔火路", "Yuhuo Road"),
    ("春申里路", "Chunshenli Road"),
    ("兰皋路", "Langao Road"),
    ("稻香路", "Daoxiang Road"),
    ("机修路", "Jixiu Road"),
    ("纺城路", "Fangcheng Road"),
    ("棉仓路", "Miancang Road"),
    ("丁香路", "Dingxiang Road"),
    ("凌霄路", "Lingxiao Road"),
    ("紫藤路", "Ziteng Road"),
    ("海棠路", "Haitang Road"),
    ("石榴路", "Shiliu Road"),
)

LANES = (
    ("同福里", "Tongfuli"),
    ("永安里", "Yonganli"),
    ("德润里", "Derunli"),
    ("文苑里", "Wenyuanli"),
    ("福康里", "Fukangli"),
    ("积善里", "Jishanli"),
    ("仁和里", "Renheli"),
    ("庆余里", "Qingyuli"),
    ("三多里", "Sanduoli"),
    ("瑞兰里", "Ruilanli"),
    ("敦仁里", "Dunrenli"),
    ("锦绣里", "Jinxiuli"),
    ("如意里", "Ruyili"),
    ("四维里", "Siweili"),
    ("宝树里", "Baoshuli"),
    ("树德里", "Shudeli"),
    ("聚贤里", "Juxianli"),
    ("太和里", "Taiheli"),
    ("安乐里", "Anleli"),
    ("恒丰里", "Hengfengli"),
    ("鸿庆里", "Hongqingli"),
    ("明德里", "Mingdeli"),
    ("新康里", "Xinkangli"),
    ("义品里", "Yipinli"),
    ("长乐里", "Changleli"),
    ("怀仁里", "Huairenli"),
    ("信义里", "Xinyili"),
    ("桂馨里", "Guixinli"),
)

ESTATES = (
    ("花园", "Garden"),
    ("名苑", "Court"),
    ("雅居", "Residence"),
    ("水岸", "Waterside"),
    ("华庭", "Park Court"),
    ("嘉苑", "Homes"),
    ("新城", "New Town"),
    ("公馆", "Mansion"),
    ("府", "House"),
    ("湾", "Bay"),
    ("景苑", "View"),
    ("兰庭", "Orchid Court"),
    ("书香苑", "Scholars' Court"),
    ("悦府", "Delight House"),
    ("绿洲", "Oasis"),
    ("云庭", "Cloud Court"),
)

ESTATE_ORDINALS = ("", "二期", "三期", "四期")
DIGITS = "零一二三四五六七八九"


def numeral(n: int) -> str:
    """Write 1 to 99 in Chinese."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else DIGITS[tens] + "十")
    return head + (DIGITS[ones] if ones else "")
