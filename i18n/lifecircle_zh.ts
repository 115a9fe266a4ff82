<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>LifeCircle</name>
    <message>
        <location filename="../algorithms/base.py"/>
        <source>{output}: there is no folder {folder}. Make it, or choose another.</source>
        <translation>{output}：文件夹 {folder} 不存在。请新建，或另选文件夹。</translation>
    </message>
    <message>
        <location filename="../algorithms/base.py"/>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <location filename="../gis/sinks.py"/>
        <source>The result could not be written: {why}</source>
        <translation>无法写入结果：{why}</translation>
    </message>
    <message>
        <location filename="../algorithms/base.py"/>
        <location filename="../gis/catchments.py"/>
        <location filename="../gis/coverage.py"/>
        <location filename="../gis/levels.py"/>
        <location filename="../gis/walks.py"/>
        <location filename="../survey/loading/load.py"/>
        <location filename="../survey/loading/package.py"/>
        <source>Stopped; nothing was written.</source>
        <translation>已停止，未写入任何结果。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Check survey</source>
        <translation>检查调查数据</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <location filename="../algorithms/fieldproject.py"/>
        <location filename="../algorithms/importosm.py"/>
        <location filename="../algorithms/loadsurvey.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <location filename="../algorithms/surveyform.py"/>
        <location filename="../reports/project.py"/>
        <source>Survey</source>
        <translation>调查数据</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>survey,check,quality,validity,topology,duplicates,opening hours,errors</source>
        <translation>调查,检查,质量,有效性,拓扑,重复,开放时间,错误</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Looks for what is wrong with the layers of a survey: values that are missing or cannot be, unknown services and words, opening hours that cannot be read, rows entered twice, personal data, invalid geometries, areas that overlap or leave gaps, gates without a barrier, faults of the streets, layers that do not fit each other.

Each finding says which feature of which layer it is about, how grave it is, what was found and what to do. An error makes results wrong or a row unusable, a warning is probably a mistake, information should be known. Findings are ranked by that, then by the residents within 300 m as the crow flies, if residents are given. Findings about a layer as a whole come first of their kind.

Only the layers that are given are checked. Nothing is changed.</source>
        <translation>检查调查图层中的问题：缺失或不可能的数值、未知的服务类别和用词、无法识别的开放时间、重复录入的行、个人信息、无效几何、相互重叠或留有空隙的社区边界、不在围墙上的出入口、路网错误，以及互不吻合的图层。

每条问题说明涉及哪个图层的哪个要素、严重程度、问题内容和处理办法。“错误”会使结果出错或使该行无法使用，“警告”很可能是差错，“提示”是应当知道的情况。问题先按严重程度排序；如给出居民图层，再按直线距离 300 m 内的居民人数排序。涉及整个图层的问题排在同级最前。

只检查给出的图层，不作任何修改。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Farthest from a street (m)</source>
        <translation>距道路最远距离（米）</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Homes, facilities and premises farther than this from every street are reported.</source>
        <translation>居住点、设施和闲置房屋距所有道路超过此距离时予以报告。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/ground_parameters.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Gate tolerance (m)</source>
        <translation>出入口容差（米）</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>A gate lies within this distance of its barrier.</source>
        <translation>出入口应在其围墙等障碍物的此距离之内。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Street tolerance (m)</source>
        <translation>路网容差（m）</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Ends of streets closer than this to another one are meant to meet it.</source>
        <translation>道路端点距另一条道路小于此距离时，视为本应相接。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/walktimes.py"/>
        <source>Longest walk (min)</source>
        <translation>最长步行时间（分钟）</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Streets should reach this far beyond the areas, at an adult's pace; facilities farther than this from every area are reported.</source>
        <translation>按成年人步速，路网应超出社区范围这么远；距所有社区超过此距离的设施予以报告。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <location filename="../ui/findings_list.py"/>
        <source>Findings</source>
        <translation>问题清单</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>One point for each finding: rank, layer, feature, what it is, how grave, what to do, who lives near. Findings without a place have no geometry.</source>
        <translation>每条问题一个点：排序、图层、要素、问题内容、严重程度、处理办法、附近居民人数。没有位置的问题不带几何。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../ui/findings_model.py"/>
        <source>Information</source>
        <translation>提示</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Lines that can be walked.</source>
        <translation>可步行的道路线。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Walls, fences, water, railways.</source>
        <translation>围墙、栅栏、水面、铁路。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Openings in barriers.</source>
        <translation>障碍物上的开口。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Homes with the number of residents.</source>
        <translation>带居民人数的居住点。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Facilities, one row for each service.</source>
        <translation>设施，每项服务一行。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>What residents say of services.</source>
        <translation>居民对各项服务的意见。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Premises that could be converted.</source>
        <translation>可改造利用的房屋和场地。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Neighbourhoods that results are summed by.</source>
        <translation>用于汇总结果的社区（居委会）范围。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Population field</source>
        <translation>人口字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../algorithms/walktimes.py"/>
        <source>Service field</source>
        <translation>服务类别字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Capacity field</source>
        <translation>容量字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Quality field</source>
        <translation>服务质量字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Opening hours field</source>
        <translation>开放时间字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Floor area field of facilities</source>
        <translation>设施建筑面积字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Service field of opinions</source>
        <translation>意见的服务类别字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Importance field</source>
        <translation>重要性字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Satisfaction field</source>
        <translation>满意度字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Floor area field of premises</source>
        <translation>闲置房屋建筑面积字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Area name field</source>
        <translation>统计单元名称字段</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>Left as it is: the field {name} of the layer, if there is one.</source>
        <translation>保持默认时，使用图层中的 {name} 字段（如有）。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <location filename="../survey/checks/check.py"/>
        <source>Choose at least one layer to check.</source>
        <translation>请至少选择一个要检查的图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/checksurvey.py"/>
        <source>{layer}: there is no field {field}. Its fields are: {fields}.</source>
        <translation>{layer}：没有字段 {field}。现有字段：{fields}。</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>Correct coordinates of Chinese map services</source>
        <translation>地图坐标纠偏（GCJ-02、BD-09）</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>gcj02,gcj-02,bd09,bd-09,mars coordinates,offset,shift,amap,baidu,wgs84</source>
        <translation>gcj02,gcj-02,bd09,bd-09,火星坐标,偏移,纠偏,高德,百度,腾讯,wgs84</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>Map services in China give coordinates that are shifted by 300 to 700 m (GCJ-02) or up to 1,300 m (BD-09). This brings them back to WGS 84.

The public formula is inverted until the result, shifted again, is less than 0.1 mm off. It agrees with the formula, not with the secret original. Places outside the box around China (72.004 to 137.8347 E, 0.8293 to 55.8271 N) are left as they are; Hong Kong, Macau and Taiwan lie in it though their maps are often not shifted: look at the result.

A layer in degrees keeps its CRS. A projected layer is brought to degrees, corrected and brought back.</source>
        <translation>国内地图服务提供的坐标带有偏移：GCJ-02 约 300–700 米，BD-09 可达 1300 米。本工具将其还原为 WGS 84。

采用公开公式迭代求逆，结果再次加偏后误差小于 0.1 毫米；这是与公开公式的一致性，而非与未公开的原始算法。中国范围框（东经 72.004–137.8347°，北纬 0.8293–55.8271°）以外的位置保持不变；港澳台虽在框内，其地图往往未加偏，请核对结果。

经纬度图层保持原坐标系；投影图层先转为经纬度，纠偏后再转回。</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <location filename="../gis/aliases.py"/>
        <location filename="../ui/findings_model.py"/>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>Points, lines or polygons with shifted coordinates.</source>
        <translation>坐标带有偏移的点、线或面图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>Coordinates are in</source>
        <translation>现有坐标为</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <location filename="../ui/source_details.py"/>
        <source>GCJ-02 (Amap, Tencent)</source>
        <translation>GCJ-02（高德、腾讯）</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <location filename="../ui/source_details.py"/>
        <source>BD-09 (Baidu)</source>
        <translation>BD-09（百度）</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>GCJ-02: Amap, Tencent, Google's maps of China. BD-09: Baidu.</source>
        <translation>GCJ-02：高德、腾讯及谷歌中国地图；BD-09：百度地图。</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>Corrected layer</source>
        <translation>纠偏后的图层</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>All fields, in the same order, with corrected geometries.</source>
        <translation>字段与顺序不变，几何已纠偏。</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>The layer has no CRS. Set it first: EPSG:4326 for longitudes and latitudes.</source>
        <translation>该图层没有坐标系，请先设置：经纬度请设为 EPSG:4326。</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>{total} features, {without} of them without geometry.</source>
        <translation>共 {total} 个要素，其中 {without} 个没有几何图形。</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>{count} vertices were moved by {mean} m on average ({least} to {most} m).</source>
        <translation>{count} 个节点平均移动 {mean} 米（{least} 至 {most} 米）。</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>{count} vertices lie outside the box around China and were left as they are.</source>
        <translation>{count} 个节点位于中国范围框之外，保持不变。</translation>
    </message>
    <message>
        <location filename="../algorithms/correctchinacoordinates.py"/>
        <source>{count} features cannot be brought to degrees and were left as they are.</source>
        <translation>{count} 个要素无法转换为经纬度，保持不变。</translation>
    </message>
    <message>
        <location filename="../algorithms/coveragegaps.py"/>
        <source>Coverage gaps</source>
        <translation>覆盖盲区</translation>
    </message>
    <message>
        <location filename="../algorithms/coveragegaps.py"/>
        <source>coverage,gap,service,standard,15-minute,life circle,accessibility,walk</source>
        <translation>覆盖,覆盖率,盲区,服务设施,规划标准,服务半径,15分钟,生活圈,可达性,步行</translation>
    </message>
    <message>
        <location filename="../algorithms/coveragegaps.py"/>
        <source>Answers for every home and every service: is one within the walk that the standard allows?

Each home is decided by its own walk: from the home, or the gates of its compound, straight to the street, along streets, and straight to the facility. There are three answers: yes (1), no (0), and cannot tell (NULL) where the street data ends within the limit or the standard gives none. Persons are those of the service's target group; where a field for the group is missing, their number is unknown. Covered, unserved, cannot tell and unplaced persons add up to all of them.

Gaps are the ground around homes without the service, divided into parts that one new facility might serve, ranked by persons. Limits that were not checked against the printed standard are marked in to_check.</source>
        <translation>针对每个居住点、每类服务回答：在标准允许的步行范围内，有没有这项服务？

每个居住点均按其自身的步行路线判定：从居住点（或所在小区的出入口）直线走到道路，再沿道路前行，最后直线走到设施。结果有三种：有（1）、没有（0）、无法判定（NULL）。路网数据在限值范围内已到尽头，或标准未给出限值时，为无法判定。人数按该项服务的目标人群统计；缺少相应人群字段时，人数为未知。已覆盖、未覆盖、无法判定与未接入路网的人数之和等于总人数。

盲区是缺少该项服务的居住点周围的用地，按一处新设施可能服务的范围划分为若干片，并按人数排序。尚未与标准原文核对的限值在 to_check 字段中标明。</translation>
    </message>
    <message>
        <location filename="../algorithms/coveragegaps.py"/>
        <source>Residents with their services</source>
        <translation>居民及其服务</translation>
    </message>
    <message>
        <location filename="../algorithms/coveragegaps.py"/>
        <source>The residents with metres, minutes and the answer for each service.</source>
        <translation>居民图层，附到各类服务的米数、分钟数和判定结果。</translation>
    </message>
    <message>
        <location filename="../algorithms/coveragegaps.py"/>
        <location filename="../algorithms/diagnose.py"/>
        <location filename="../reports/names.py"/>
        <location filename="../ui/diagnosis_layers.py"/>
        <source>Gaps</source>
        <translation>盲区</translation>
    </message>
    <message>
        <location filename="../algorithms/coveragegaps.py"/>
        <location filename="../algorithms/diagnose.py"/>
        <source>Ground around homes without a service, by service, ranked by persons.</source>
        <translation>缺少某项服务的居住点周围的用地，按服务类别划分，按人数排序。</translation>
    </message>
    <message>
        <location filename="../algorithms/coveragegaps.py"/>
        <source>Coverage table</source>
        <translation>覆盖情况表</translation>
    </message>
    <message>
        <location filename="../algorithms/coveragegaps.py"/>
        <source>Persons by area and service.</source>
        <translation>按统计单元和服务类别汇总的人数。</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>Diagnose</source>
        <translation>综合诊断</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>diagnosis,have it good right,life circle,15-minute,rung,matrix,actions,priorities,fairness,Gini,standard</source>
        <translation>诊断,有没有,好不好,对不对,生活圈,15分钟,等级,矩阵,优先行动,公平性,基尼系数,规划标准</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>Answers three questions for every home and every service, each standing on the one before: have it (is one within the walk that the standard allows?), good (is what is reached enough, of good quality, open when needed, large enough?), right (is it what residents ask for?). The rung is how many of them hold, 0 to 3; where the next one is unknown it is a range up to the highest that is possible.

Each home and service gets the first reason why it gets no farther, and what to do: open a gate, hasten what is planned, build; expand, upgrade, extend hours, enlarge; adapt, share; listen; check the data; keep. The matrix adds persons by neighbourhood and service: rungs 0 to 3, unknown and unheard make all of them. Actions are ranked by persons times need; what the standard requires comes first. The score of a home is the mean of its rungs over the services that the standard requires.

Capacity, quality, hours, sizes, opinions and areas may be missing: what they would tell is then unknown, never a pass and never a fail.</source>
        <translation>针对每个居住点、每类服务依次回答三个问题，前一问成立才问后一问：有没有（标准允许的步行范围内有无设施？）、好不好（可达的设施是否够用、质量好、需要时开放、规模达标？）、对不对（是否符合居民需求？）。等级为成立的问题个数（0—3）；下一问无法判断时，等级为一个区间，上限为可能达到的最高等级。

每个居住点的每类服务都给出未能再进一级的首要原因和对策：补齐（增设出入口、加快规划设施建设、新建），提质（扩容、提升质量、延长开放时间、扩大面积），调整（改造适配、共享或转用），倾听，核对数据，保持。矩阵按社区和服务类别汇总人数：0—3 级、未知与未听到之和等于总人数。行动按“人数×需求”排序，标准规定应配建的优先。居住点得分为标准规定应配建的各类服务等级的平均值。

容量、质量、开放时间、面积、居民意见和统计单元均可缺省：由此无法回答的一律记为未知，既不算达标，也不算不达标。</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>Residents with their rungs</source>
        <translation>居民及其服务等级</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>The residents with rung, reason and action for each service, and scores.</source>
        <translation>居民图层，附各类服务的等级、原因和对策，以及得分。</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>Matrix</source>
        <translation>诊断矩阵</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>Persons by neighbourhood and service: rungs 0 to 3, unknown, unheard.</source>
        <translation>按社区和服务类别汇总的人数：0—3 级、未知、未听到。</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <location filename="../reports/names.py"/>
        <location filename="../ui/diagnosis_layers.py"/>
        <source>Actions</source>
        <translation>优先行动</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>What to do, ranked by the persons it helps times their need.</source>
        <translation>应采取的行动，按“受益人数×需求”排序。</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <location filename="../reports/names.py"/>
        <location filename="../ui/diagnosis_layers.py"/>
        <source>Fairness</source>
        <translation>公平性</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>Gini, the worst-off tenth of persons and gaps between age groups.</source>
        <translation>基尼系数、状况最差的 10% 人口，以及年龄组之间的差距。</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>Areas with their scores</source>
        <translation>统计单元及其得分</translation>
    </message>
    <message>
        <location filename="../algorithms/diagnose.py"/>
        <source>The areas with scores and the action that helps most there.</source>
        <translation>统计单元图层，附得分和该处成效最大的行动。</translation>
    </message>
    <message>
        <location filename="../algorithms/explain.py"/>
        <source>Explain a point</source>
        <translation>解释一个点</translation>
    </message>
    <message>
        <location filename="../algorithms/explain.py"/>
        <source>explain,why,click,point,home,route,walk,reason,rung</source>
        <translation>解释,为什么,点击,点位,住宅,路线,步行,原因,等级</translation>
    </message>
    <message>
        <location filename="../algorithms/explain.py"/>
        <source>Explains one point on the map, service by service: the walk to the facility that decides, as a line with its metres and minutes; the limit; whether it has the service and why not (too far and by how much, behind a wall, planned, cannot tell); each criterion of good with the value behind it; what residents say around it; the rung, the reason, the action; and a sentence that says so.

A point in a home, or up to 2 m from a home given as a point, is explained as that home: the values are those that Diagnose gives it. Any other point is taken as a home in which nobody lives. Behind a wall, the walk as it would be without walls is drawn too; of what is planned, the walk to it.</source>
        <translation>按服务逐项解释地图上的一个点：到起决定作用的设施的步行路线（含米数和分钟数）；限值；是否享有该服务，若没有则说明原因（太远及超出多少、被围墙阻隔、仅为规划、无法判断）；“好”的各项标准及其数值；周边居民的意见；等级、原因和措施；并用一句话说明。

落在住宅内、或距以点表示的住宅 2 米以内的点，按该住宅解释，数值与“诊断”的结果相同。其他位置视为无人居住的住宅。被围墙阻隔时，另绘出假设没有围墙的路线；有规划设施时，另绘出到规划设施的路线。</translation>
    </message>
    <message>
        <location filename="../algorithms/explain.py"/>
        <source>Point</source>
        <translation>点位</translation>
    </message>
    <message>
        <location filename="../algorithms/explain.py"/>
        <source>What is explained: a home, or anywhere. In any CRS.</source>
        <translation>要解释的位置：某处住宅或任意地点，坐标系不限。</translation>
    </message>
    <message>
        <location filename="../algorithms/explain.py"/>
        <location filename="../ui/explanation_layers.py"/>
        <source>Explained walks</source>
        <translation>所解释的步行路线</translation>
    </message>
    <message>
        <location filename="../algorithms/explain.py"/>
        <source>The walk to each service; also without walls, and to what is planned.</source>
        <translation>到各项设施的步行路线；另含假设没有围墙时的路线，以及到规划设施的路线。</translation>
    </message>
    <message>
        <location filename="../algorithms/explain.py"/>
        <location filename="../ui/explanation_layers.py"/>
        <location filename="../ui/explanation_panel.py"/>
        <source>Explanation</source>
        <translation>解释</translation>
    </message>
    <message>
        <location filename="../algorithms/explain.py"/>
        <source>One row for each service, with a sentence in the field why.</source>
        <translation>每项服务一行，字段 why 用一句话说明。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>Project for field work</source>
        <translation>外业调查工程</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>survey,field,mobile,qfield,mergin,opinions,photo,offline</source>
        <translation>调查,外业,移动端,qfield,mergin,居民意见,照片,离线</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>Writes a folder with a GeoPackage and a QGIS project for collecting opinions in the field. QField opens it as it is: copy the folder to the device. The form has lists of services, numbers from 1 to 5, the date of today and a photo; each opinion gets an id of its own.

Other layers go along to be looked at and cannot be changed. They carry no personal data, and homes carry no numbers of people.

Give the opinions collected so far, and they come back with the new ones: load the layer opinions of the returned field.gpkg as Opinions in the Survey dock. Rows are known by their id: new ones are added, changed ones changed, deleted ones taken out. Paths of photos are kept; copy the folder DCIM beside your project.</source>
        <translation>生成一个文件夹，内含 GeoPackage 数据包和 QGIS 工程，用于外业采集居民意见。QField 可直接打开：将文件夹复制到移动设备即可。表单提供服务类别列表、1—5 分评分、当天日期和照片；每条意见自动生成唯一编号。

其他图层作为底图随工程带出，只读；不含个人信息，住宅不含人口数。

请一并给出已收集的意见，以便与新意见一起带回：在“调查数据”面板中，将带回的 field.gpkg 中的 opinions 图层作为“居民意见”导入。各条意见按编号识别：新增的添加，改过的更新，删除的移除。照片路径保持不变，请将 DCIM 文件夹复制到您的工程旁。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <location filename="../algorithms/surveyform.py"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <location filename="../survey/field_project.py"/>
        <source>Field work</source>
        <translation>外业调查</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>Name of the project, as the device shows it.</source>
        <translation>工程名称，显示在移动设备上。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>Goes along to be looked at; it cannot be changed in the field.</source>
        <translation>作为底图随工程带出，外业时只读。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>Opinions collected so far, which can be changed and added to in the field. Empty: none yet.</source>
        <translation>已收集的居民意见，外业时可修改、可新增。留空：尚无意见。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>With photos</source>
        <translation>可拍照片</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>If set, an opinion can have a photo, which is kept in the folder DCIM.</source>
        <translation>勾选后，每条意见可附一张照片，保存在 DCIM 文件夹中。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <location filename="../ui/survey_dock.ui"/>
        <source>CRS</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>CRS of the project and all its layers. Empty: that of the first layer given, else of the project.</source>
        <translation>工程及其全部图层的坐标系。留空：采用所给第一个图层的坐标系，未给图层时采用当前工程的坐标系。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>Where the project is written; a folder that holds a field project is refused.</source>
        <translation>工程的保存位置；已有外业工程的文件夹不会被覆盖。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>Project</source>
        <translation>工程</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>GeoPackage</source>
        <translation>GeoPackage 数据包</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>Opinions that go along</source>
        <translation>带出的意见数</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>{layer}: {count} rows.</source>
        <translation>{layer}：{count} 条。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>{layer}: {count} rows are left out: they have no place.</source>
        <translation>{layer}：{count} 条没有位置，未带出。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>{layer}: columns with personal data were left out: {columns}.</source>
        <translation>{layer}：含个人信息的字段未导入：{columns}。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>Personal data were taken out of the texts of {count} opinions.</source>
        <translation>{count} 条意见的原文中含个人信息，已隐去。</translation>
    </message>
    <message>
        <location filename="../algorithms/fieldproject.py"/>
        <source>The project is in {folder}. Copy the whole folder to the device.</source>
        <translation>工程已保存在 {folder}，请将整个文件夹复制到移动设备。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <location filename="../algorithms/importosm.py"/>
        <location filename="../algorithms/loadsurvey.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/margin.py"/>
        <location filename="../gis/street_preparation.py"/>
        <location filename="../gis/streets.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <location filename="../reports/names.py"/>
        <location filename="../survey/osm_streets.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Streets</source>
        <translation>路网</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Street lines, one for each stretch that can be walked. They meet where they share a vertex. They may and should reach beyond the area reported on. Lines whose field foot says no are left out.</source>
        <translation>可步行的道路中心线，每段一条，在共用折点处相连。范围可以且应当超出评价范围。foot 字段为 no 的线不参与计算。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <location filename="../algorithms/importosm.py"/>
        <location filename="../algorithms/loadsurvey.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/street_preparation.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Barriers</source>
        <translation>障碍物</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Walls, fences, water, railways, as lines or polygons. Nobody walks across them, except at gates.</source>
        <translation>围墙、栅栏、水体、铁路，线或面均可。除出入口外，任何人不得穿越。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <location filename="../algorithms/importosm.py"/>
        <location filename="../algorithms/loadsurvey.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/street_preparation.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Gates</source>
        <translation>出入口</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Openings in barriers: compound gates, park gates, bridges, underpasses.</source>
        <translation>障碍物上的开口：小区大门、公园大门、桥梁、地下通道。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Adult</source>
        <translation>成年人</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Older person</source>
        <translation>老年人</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Frail person</source>
        <translation>高龄或体弱老人</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Child</source>
        <translation>儿童</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>With pram</source>
        <translation>推婴儿车者</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Wheelchair</source>
        <translation>轮椅使用者</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Who walks. Speeds and their sources are in the walkers profile.</source>
        <translation>步行者类型。各类步速及其来源见步行者参数表（walkers）。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Left empty: each service's own walker, by whom it is for.</source>
        <translation>留空：按各项服务的目标人群取相应的步行者。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <location filename="../gis/aliases.py"/>
        <source>Walker</source>
        <translation>步行者</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Walking speed (m/s)</source>
        <translation>步行速度（米/秒）</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Overrides the walker's own speed.</source>
        <translation>替换所选步行者的默认速度。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Features farther than this from every street are reported, not guessed. The way to the street is walked too.</source>
        <translation>距所有道路均超过此距离的要素只作提示，不作推测。走到道路的这一段也计入步行距离。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>A barrier may be crossed within this distance of a gate.</source>
        <translation>距出入口此距离以内可以穿越障碍物。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Small island (m of street)</source>
        <translation>孤立路网阈值（道路长度，米）</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Connected parts of the streets with less than this length are passed over where something larger is within reach.</source>
        <translation>连通部分的道路总长小于此值时视为孤立路网；可达范围内有更大的路网时，不接入孤立路网。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Extent of the street data</source>
        <translation>路网数据范围</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Ground that the street data fills. Dead ends within 25 m of its edge are ends of the data: what lies beyond cannot be told. Without it, the convex hull of the streets.</source>
        <translation>路网数据所覆盖的范围。距其边界 25 米以内的断头路视为数据边缘，其外情况无法判定。未给出时，取路网的凸包。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Elevation</source>
        <translation>高程</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Heights of the ground in metres, a raster. Uphill costs more time than level ground, gently downhill less. Bridges and tunnels (field level) rise evenly between their ends.</source>
        <translation>地面高程栅格（米）。上坡比平地费时，缓下坡比平地省时。桥梁和隧道（字段 level）按两端高程均匀升降。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <location filename="../ui/diagnosis_layers.py"/>
        <source>Ways to the street</source>
        <translation>接入路网连线</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>A line from each feature to its street, with its length and class.</source>
        <translation>从各要素到所接入道路的连线，附长度和类别。</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>streets</source>
        <translation>路网</translation>
    </message>
    <message>
        <location filename="../algorithms/ground_parameters.py"/>
        <source>Street extent</source>
        <translation>路网数据范围</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>Import OpenStreetMap file</source>
        <translation>导入 OpenStreetMap 文件</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>openstreetmap,osm,pbf,streets,barriers,gates,facilities,import</source>
        <translation>openstreetmap,osm,pbf,道路,路网,围墙,出入口,设施,导入</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>Reads an .osm.pbf or .osm file, without a network, and writes layers for the other algorithms.

Streets: all ways that walkers may use by their tags foot and access, with steps, bridges and tunnels, crossings, slope, light, surface and sidewalks. Squares are taken by their outline.

Barriers: walls and fences, rivers, canals and lakes, railways, motorways, cliffs. Streams, culverts, tram tracks, kerbs and bollards are none.

Gates: gates that are open to the public, and all places where a street passes a barrier: bridges, tunnels, level crossings and nodes that both have in common. Give barriers and gates to the other algorithms together.

Facilities: by the table osm_services.csv, one row for each service of an object. A park is given by the points where one enters it; points of one object have the same site_id. What is out of use is closed, what is being built is planned.

What is left out is counted by reason in the log. © OpenStreetMap contributors must be named on maps that show these data.</source>
        <translation>读取 .osm.pbf 或 .osm 文件（无需联网），生成其他算法所用的图层。

道路：按 foot 和 access 标签允许步行的全部道路，附台阶、桥梁与隧道、过街、坡度、照明、路面和人行道。广场取其轮廓线。

屏障：围墙与围栏、河流、运河与湖泊、铁路、高速公路、陡崖。溪沟、涵洞、有轨电车轨道、路缘石和隔离桩不算屏障。

出入口：对公众开放的大门，以及道路穿过屏障的所有地点：桥梁、隧道、平交道口和两者共有的节点。屏障与出入口须一并提供给其他算法。

设施：按 osm_services.csv 对照表，一个对象的每项服务各占一行。公园以可以进入的各个地点表示；同一对象的各点 site_id 相同。停用的记为关闭，在建的记为规划。

未采用的对象在日志中按原因计数。使用这些数据的图纸须注明“© OpenStreetMap contributors”。</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>OpenStreetMap file</source>
        <translation>OpenStreetMap 文件</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>OpenStreetMap files (*.osm.pbf *.pbf *.osm)</source>
        <translation>OpenStreetMap 文件 (*.osm.pbf *.pbf *.osm)</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>An extract as .osm.pbf or .osm, such as from Geofabrik, BBBike or JOSM.</source>
        <translation>.osm.pbf 或 .osm 格式的数据摘录，例如来自 Geofabrik、BBBike 或 JOSM。</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>Extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>Only objects that touch it, whole. Let it reach beyond the study area by the longest walk. Empty: all of the file.</source>
        <translation>只取与该范围相交的对象，且保留完整。范围应比研究区向外多出一个最长步行距离。留空：全部文件。</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>Ways that can be walked.</source>
        <translation>可以步行的道路。</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>Lines that nobody walks across; water and other areas by their outlines.</source>
        <translation>无人能步行穿越的线；水面及其他面状屏障取其轮廓线。</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>Places where walkers pass a barrier; basis says how that is known.</source>
        <translation>行人穿过屏障的地点；basis 说明依据。</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../algorithms/loadsurvey.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/margin.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <location filename="../reports/names.py"/>
        <location filename="../survey/folder.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Facilities</source>
        <translation>服务设施</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>Facilities by service, as points.</source>
        <translation>按服务类别划分的设施点。</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>Facilities that are areas</source>
        <translation>面状设施</translation>
    </message>
    <message>
        <location filename="../algorithms/importosm.py"/>
        <source>The grounds of parks, schools and others as polygons; all are among the points, too.</source>
        <translation>公园、学校等用地的面；它们也都包含在设施点中。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../algorithms/loadsurvey.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/street_preparation.py"/>
        <location filename="../reports/names.py"/>
        <location filename="../survey/folder.py"/>
        <location filename="../ui/margin_note.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Residents</source>
        <translation>居民</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Homes: buildings, compounds or grid cells, as points or polygons. Compounds with gates (matched by compound_id, or by place) are left through these. Age groups are read from the fields pop_0_2, pop_3_5, pop_6_11, pop_12_14, pop_15_17, pop_60_plus and pop_80_plus where they are there.</source>
        <translation>居住点：住宅楼、小区或格网，点或面均可。设有出入口的小区（按 compound_id 或位置匹配）须经出入口进出。如图层含有 pop_0_2、pop_3_5、pop_6_11、pop_12_14、pop_15_17、pop_60_plus、pop_80_plus 字段，则从中读取各年龄段人口。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Number of residents of each home.</source>
        <translation>每个居住点的居民人数。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Facilities as points, lines or polygons, one row for each service. Rows with the status closed or planned do not count as supply.</source>
        <translation>服务设施，点、线、面均可，每项服务占一行。状态（status）为已关闭（closed）或规划（planned）的，不计入供给。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Key of the service, such as kindergarten.</source>
        <translation>服务类别的代码，如 kindergarten（幼儿园）。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <source>Standard</source>
        <translation>规划标准</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Name of a built-in standard, or the path of a CSV file with the same columns.</source>
        <translation>内置标准的名称，或列名相同的 CSV 文件路径。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../gis/aliases.py"/>
        <source>Rule</source>
        <translation>判定规则</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../algorithms/walkcatchments.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../ui/standard_choice.py"/>
        <source>Minutes</source>
        <translation>按分钟</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../ui/standard_choice.py"/>
        <source>Metres</source>
        <translation>按米</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Whether the standard's minutes or its metres decide. Empty: as the standard does.</source>
        <translation>以标准中的分钟数还是米数为准。留空：按标准自身的规定。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../ui/margin_note.py"/>
        <source>Areas</source>
        <translation>统计单元</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Name of each area; empty: the field name, or the feature id.</source>
        <translation>各统计单元的名称；留空时取 name 字段，没有则取要素编号。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../algorithms/surveyform.py"/>
        <source>Services</source>
        <translation>服务类别</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Keys of the services to judge, between commas. Empty: those in the facilities layer. A service named here that has no facility is judged as missing.</source>
        <translation>需要判定的服务类别代码，以逗号分隔。留空：设施图层中出现的全部类别。此处列出而没有设施的类别，按缺失判定。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Own limits</source>
        <translation>自定限值</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Limits that replace the standard's, in the unit of the rule, for example community_canteen=500, pocket_park=300.</source>
        <translation>用以替换标准限值，单位与判定规则一致，例如 community_canteen=500, pocket_park=300。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Count all residents where a group is unknown</source>
        <translation>目标人群数量未知时按全体居民统计</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Where the fields of a target group are missing, count all residents instead; the field counted of the table says so.</source>
        <translation>缺少目标人群字段时，改按全体居民统计；结果表的 counted 字段会注明。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Beside a street (m)</source>
        <translation>道路两侧宽度（米）</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>How far beside a street the ground of a gap is drawn.</source>
        <translation>盲区在道路两侧绘制的宽度。</translation>
    </message>
    <message>
        <location filename="../algorithms/judging_parameters.py"/>
        <source>Parameters and data in words</source>
        <translation>参数与数据的文字说明</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>2SFCA (all within the limit alike)</source>
        <translation>两步移动搜索法（2SFCA，限值内同等计）</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>E2SFCA (three zones)</source>
        <translation>增强型两步移动搜索法（E2SFCA，分三圈）</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <location filename="../ui/diagnosis_dock.py"/>
        <source>Gaussian 2SFCA</source>
        <translation>高斯两步移动搜索法</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>3SFCA (with choice)</source>
        <translation>三步移动搜索法（3SFCA，考虑选择概率）</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>How nearness counts when the capacity of facilities is shared among all who reach them.</source>
        <translation>设施容量由所有可达居民共享时，距离远近如何计权。</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Places, beds, meals or the persons that a facility is meant for; the field capacity_unit says which. Empty: unknown.</source>
        <translation>学位、托位、床位、供餐份数，或设施的设计服务人数；单位见 capacity_unit 字段。留空：未知。</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <location filename="../algorithms/need_parameters.py"/>
        <source>1 to 5. Empty: unknown.</source>
        <translation>1—5 分。留空：未知。</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>In OpenStreetMap's syntax, such as Mo-Fr 08:00-17:00. Empty: unknown.</source>
        <translation>按 OpenStreetMap 的写法，如 Mo-Fr 08:00-17:00。留空：未知。</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Floor area field</source>
        <translation>建筑面积字段</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Square metres; of open ground its land. Empty: unknown.</source>
        <translation>平方米；露天场地填用地面积。留空：未知。</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Periods of need</source>
        <translation>需求时段</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>When services are needed, where it is not as in the profile: for example community_canteen=weekday_lunch|weekday_dinner; library=Sa-Su 09:00-17:00.</source>
        <translation>需要该项服务的时段，仅填与内置参数表不同者，例如 community_canteen=weekday_lunch|weekday_dinner; library=Sa-Su 09:00-17:00。</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Least quality</source>
        <translation>质量下限</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Quality, of 5, from which a facility is good.</source>
        <translation>设施质量达到该分值（满分 5 分）即为“好”。</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Share of a period</source>
        <translation>时段开放比例</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Share of a period of need during which a facility must be open to count as open.</source>
        <translation>设施在需求时段内的开放时间须达到该比例，才算开放。</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>Ask only for what the standard sets</source>
        <translation>只按标准已有规定判定</translation>
    </message>
    <message>
        <location filename="../algorithms/level_parameters.py"/>
        <source>A criterion for which the standard sets nothing, such as a least size, is then not asked. Otherwise it is unknown, and so is whether the service is good.</source>
        <translation>勾选后，标准未作规定的指标（如最小面积）不参与判定；否则该项记为未知，服务好不好也随之无法判断。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>Load survey</source>
        <translation>导入调查资料</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>survey,import,csv,excel,xlsx,shapefile,gbk,kobo,odk,clean,mapping</source>
        <translation>调查,导入,csv,excel,xlsx,shapefile,gbk,kobo,odk,清洗,字段匹配</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>Reads the files and layers of a survey and writes clean layers into one GeoPackage: streets, barriers, gates, residents, facilities, opinions, idle premises and neighbourhoods.

Tables may be CSV or a workbook, in UTF-8 or GB18030, with any delimiter and with titles above the headings. Columns and categories are matched by a mapping that the Survey dock saves, or by suggestion where there is none.

Rows and values that cannot be used are listed in the table 'rejects' with line, column, value and reason; rows loaded and left out add up to the rows of the source. Columns with personal data are left out unless the mapping keeps them. Loading again updates rows by their id; sources are never changed.</source>
        <translation>读取调查资料的文件和图层，清洗后写入同一个 GeoPackage：道路、屏障、出入口、居民、设施、居民意见、闲置空间和社区边界。

表格可为 CSV 或工作簿，UTF-8 或 GB18030 编码，分隔符不限，表头上方可有标题行。字段与类别按“调查”面板保存的匹配方案对应；没有方案时采用建议的匹配。

无法使用的行和值列入 rejects 表，注明行号、字段、原值和原因；已导入与未导入的行数之和等于原表行数。含个人信息的字段默认不导入。再次导入时按编号更新；原始资料不作任何改动。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>Mapping</source>
        <translation>匹配方案</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>Path of a mapping saved from the Survey dock, or its text. Empty: columns are matched by suggestion.</source>
        <translation>“调查”面板保存的匹配方案路径或其文本；留空则按建议匹配字段。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>File with these rows; takes the place of the one in the mapping.</source>
        <translation>该类资料的文件；替代匹配方案中所列的文件。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>CRS of the clean layers</source>
        <translation>成果图层坐标系</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>Empty: that of the streets, or of another source in metres.</source>
        <translation>留空：采用道路的坐标系，或其他以米为单位的资料的坐标系。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>Add the layers to the project</source>
        <translation>将图层加入工程</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>Styled, with names and forms for their fields.</source>
        <translation>带样式、字段别名与表单。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>Survey package</source>
        <translation>调查数据包</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <location filename="../ui/survey_dock.py"/>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage 数据包 (*.gpkg)</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>GeoPackage to write. One that is there already is brought up to date.</source>
        <translation>要写入的 GeoPackage；已存在的将被更新。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>Rows loaded</source>
        <translation>已导入行数</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>Rows left out</source>
        <translation>未导入行数</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>No source was chosen. Choose a file for at least one layer.</source>
        <translation>尚未选择资料，请至少为一类图层选择文件。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>{role}: the layer is no longer in the project. Choose another.</source>
        <translation>{role}：该图层已不在工程中，请另选。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <location filename="../algorithms/need_parameters.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/opinions.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Opinions</source>
        <translation>居民意见</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../reports/names.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Idle premises</source>
        <translation>闲置房屋</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <location filename="../gis/codes.py"/>
        <location filename="../reports/names.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Neighbourhoods</source>
        <translation>社区</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>{layer}: {total} rows in {file}, {loaded} loaded, {left_out} left out.</source>
        <translation>{layer}：{file} 共 {total} 行，导入 {loaded} 行，未导入 {left_out} 行。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>{layer}: {new} new, {changed} changed, {gone} gone, {same} as before.</source>
        <translation>{layer}：新增 {new}，变更 {changed}，删除 {gone}，不变 {same}。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>{layer}: {rows} rows left out, {unknown} values unknown, {taken} values read otherwise than they stand; the table 'rejects' lists them.</source>
        <translation>{layer}：{rows} 行未导入，{unknown} 个值按未知处理，{taken} 个值经转换读取；详见 rejects 表。</translation>
    </message>
    <message>
        <location filename="../algorithms/loadsurvey.py"/>
        <source>{layer}: columns that no field needs were left out: {columns}.</source>
        <translation>{layer}：无需使用的字段未导入：{columns}。</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>What residents said: one point for each answer, with the service, how important it is and how satisfied they are (1 to 5).</source>
        <translation>居民意见：每条意见一个点，含服务类别、重要程度和满意程度（1—5 分）。</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Service field of the opinions</source>
        <translation>意见的服务类别字段</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Key of the service that the answer is about.</source>
        <translation>该条意见所涉服务类别的代码。</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Respondent field</source>
        <translation>受访者字段</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Who answered, as a number or code: the latest answer of each about a service counts. Empty: each answer is somebody else's.</source>
        <translation>受访者的编号或代码：同一人对同一类服务只计最近一条意见。留空：每条意见视为来自不同的人。</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Walk to opinions (min)</source>
        <translation>意见的步行范围（分钟）</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Answers within this walk of a home count for it, nearer ones more.</source>
        <translation>居住点步行该时间以内的意见计入该居住点，越近权重越大。</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <location filename="../gis/aliases.py"/>
        <source>Satisfied from</source>
        <translation>满意的起始分值</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Satisfaction from which residents are satisfied.</source>
        <translation>满意度达到该分值即视为满意。</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Enough answers</source>
        <translation>最少意见数</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Effective number of answers below which a home is unheard.</source>
        <translation>等效意见数低于该值的居住点记为“未听到”（意见不足）。</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>Strength of smoothing</source>
        <translation>平滑强度</translation>
    </message>
    <message>
        <location filename="../algorithms/need_parameters.py"/>
        <source>How many answers of the district's mean are added to those around a home, so that few answers do not weigh too much.</source>
        <translation>向居住点周边的意见中加入多少条等于全区平均值的意见，以免少数意见影响过大。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Prepare streets</source>
        <translation>路网检查与修复</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>streets,network,topology,snap,dangle,repair,clean,duplicates</source>
        <translation>路网,道路,拓扑,悬挂点,捕捉,修复,清理,重复</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Finds what keeps street lines from being one network, and repairs it if wanted: ends that stop short of another line, lines of one level that cross without a common vertex, lines drawn twice, slips of the hand shorter than 0.1 m, ends that turn back on themselves. Small parts connected to nothing are named and left: nobody knows what they belong to. Bridges and tunnels are left alone where the streets have a field level, bridge or tunnel. If barriers are given, nothing is joined across them except at gates; such findings are named.

Findings are ranked by how grave they are, then by the residents within 300 m as the crow flies, if residents are given. Streets with nothing wrong keep their geometry to the last digit; the input is never changed.</source>
        <translation>查找使路网不连通的问题，并可按需修复：端点未接上、同层道路相交而无公共结点、重复绘制、不足 0.1 米的短线、线末折返。与路网不相连的小段只列出、不修复，因无从判断其归属。道路带有 level、bridge 或 tunnel 字段的，桥梁与隧道保持不动。给出障碍物图层时，除出入口外不跨越障碍物连接，此类问题会一并列出。

问题先按严重程度、再按直线 300 米范围内的居民人数排序（提供居民图层时）。无问题的道路几何保持原样，原图层不作改动。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Lines that can be walked. With a field level (0 on the ground), lines of different levels are not joined where they cross.</source>
        <translation>可步行的道路线。带有 level 字段（地面为 0）时，不同层的道路相交处不连接。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>If not, faults are only named.</source>
        <translation>不勾选则只列出问题。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Tolerance (m)</source>
        <translation>容差（米）</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Ends closer than this to another line are meant to meet it.</source>
        <translation>端点与其他线的距离小于该值时，视为应当相接。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>If given, each finding says how many persons live within 300 m of it.</source>
        <translation>如提供，则列出每个问题周边 300 米内的居民人数。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Level field</source>
        <translation>层级字段</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>0 on the ground, above it 1 or more, below it -1 or less. Empty: a field level, layer or 层级, else bridge and tunnel.</source>
        <translation>地面为 0，地上为 1 及以上，地下为 -1 及以下。留空：采用 level、layer 或“层级”字段，否则采用 bridge 与 tunnel。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Prepared streets</source>
        <translation>整理后的路网</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>All fields of the streets; lines drawn twice and slips of the hand are left out.</source>
        <translation>保留全部字段；重复线与短线不写入。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>One point for each fault: rank, what it is, how grave, who lives near, what was done.</source>
        <translation>每个问题一个点：排序、类型、严重程度、周边居民、处理结果。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Walls, fences, water, railways, as lines or polygons. No end is joined and no crossing given a vertex where that would lead across them.</source>
        <translation>围墙、栅栏、水体、铁路，线或面均可。凡会形成穿越障碍物通道的，端点不连接、交叉处不增设结点。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <location filename="../ui/layer_choice.py"/>
        <source>Choose the field with the number of residents.</source>
        <translation>请选择居民人数字段。</translation>
    </message>
    <message>
        <location filename="../algorithms/preparestreets.py"/>
        <source>Gates open barriers: choose the barriers too, or no gates.</source>
        <translation>出入口是障碍物上的开口：请同时选择障碍物图层，或不选出入口。</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../plugin.py"/>
        <location filename="../ui/diagnosis_dock.py"/>
        <location filename="../ui/explain_tool.py"/>
        <location filename="../ui/findings_list.py"/>
        <location filename="../ui/survey_dock.py"/>
        <source>Life Circle</source>
        <translation>生活圈</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Resident needs</source>
        <translation>居民需求</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>opinions,survey,importance,satisfaction,importance-performance,hot spots,Gi*,needs,participation,unheard</source>
        <translation>居民意见,调查,重要性,满意度,重要度—满意度分析,IPA,热点分析,Gi*,需求,公众参与,未听到</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Tells what residents say of each service around each home: answers within a walk of 15 minutes count, nearer ones more, one of each respondent. Means of few answers are drawn toward the district's. With fewer than five effective answers a home is unheard; else importance and satisfaction put it into one of four states: concentrate here, content, low priority, possible overkill. Where the 95 % interval crosses a cut the state is marked uncertain.

With facilities, what is said is held against what there is: who complains uncovered, who complains though covered, who is silent and uncovered, who is content. Hot spots of need are found by Gi* with permutations and control of false discoveries. Unheard tells which places and age groups said little, and how many more answers would settle it.</source>
        <translation>汇总每个居住点周边居民对各类服务的意见：计入步行 15 分钟以内的意见，越近权重越大，每位受访者只计一条。意见较少时，均值向全区均值收缩。等效意见数不足 5 条的居住点记为“未听到”；其余按重要度—满意度分析（IPA）归入四种状态之一：重点改进、继续保持、低优先、可能供给过度。95% 置信区间跨越分界值时，标注为状态不确定。

如提供设施图层，则将意见与现状供给对照：未覆盖且有不满、已覆盖仍有不满、未覆盖而未发声、满意。需求热点采用 Gi* 统计量，经随机置换检验并控制错误发现率。“未听到”表列出意见偏少的地区和年龄组，以及还需多少条意见才能得出结论。</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Neighbours within (m)</source>
        <translation>邻近距离（米）</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Answers within this walk of each other are neighbours when hot spots are sought.</source>
        <translation>热点分析时，彼此步行距离在此范围内的意见互为邻近。</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Least answers for hot spots</source>
        <translation>热点分析最少意见数</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Services with fewer answers are not searched for hot spots.</source>
        <translation>意见数少于该值的服务类别不作热点分析。</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Of the permutations: the same seed finds the same hot spots.</source>
        <translation>用于随机置换：种子相同，热点结果相同。</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Residents with their needs</source>
        <translation>居民及其需求</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>The residents with what is said around them of each service.</source>
        <translation>居民图层，附其周边对各类服务的意见。</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Needs table</source>
        <translation>需求汇总表</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Answers, means with intervals, state and need by area and service.</source>
        <translation>按统计单元和服务类别汇总的意见数、均值及置信区间、状态和需求。</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Hot spots of need</source>
        <translation>需求热点</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Answers with the z and p of Gi* around them.</source>
        <translation>意见点，附其周边 Gi* 的 z 值和 p 值。</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <location filename="../gis/aliases.py"/>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/right_sheet.py"/>
        <source>Unheard</source>
        <translation>未听到</translation>
    </message>
    <message>
        <location filename="../algorithms/residentneeds.py"/>
        <source>Answers against residents by area and age group.</source>
        <translation>按统计单元和年龄组对照意见数与居民人数。</translation>
    </message>
    <message>
        <location filename="../algorithms/servicelevels.py"/>
        <source>Service levels</source>
        <translation>服务水平</translation>
    </message>
    <message>
        <location filename="../algorithms/servicelevels.py"/>
        <source>accessibility,2SFCA,E2SFCA,3SFCA,floating catchment,capacity,supply,demand,quality,opening hours,provision,load</source>
        <translation>可达性,2SFCA,E2SFCA,3SFCA,两步移动搜索法,容量,供给,需求,质量,开放时间,千人指标,负荷</translation>
    </message>
    <message>
        <location filename="../algorithms/servicelevels.py"/>
        <source>Answers for every home and every service that it reaches within the limit: is it enough, good, open when needed, large enough?

Enough: the capacity of each facility is shared among all persons of the target group who reach it (floating catchment), and what a home gets of all facilities in reach is compared with the standard's provision per 1,000 persons. Where the standard has none, the least loaded facility in reach must have no more demand than capacity. Open: in each period in which the service is needed, something in reach is open. Each answer is yes (1), no (0) or unknown (NULL).

Covered but full is a class of its own in the field level. Facilities get the persons who share them (demand) and that over their capacity (load).</source>
        <translation>针对每个居住点在限值内可达的每类服务回答：够不够、质量好不好、需要时开不开放、规模够不够？

够不够：每处设施的容量由所有可达的目标人群共享（移动搜索法），居住点从全部可达设施分得的供给与标准的千人指标比较。标准没有千人指标时，可达设施中负荷最低的一处，其需求不得超过容量。开放：在需要该项服务的每个时段，可达范围内都有设施开放。各项结果均为是（1）、否（0）或未知（NULL）。

“已覆盖但满负荷”在 level 字段中单列一类。设施图层附共享该设施的人数（需求），及其与容量之比（负荷）。</translation>
    </message>
    <message>
        <location filename="../algorithms/servicelevels.py"/>
        <source>Limit (metres or minutes, by the rule)</source>
        <translation>限值（米或分钟，依判定规则）</translation>
    </message>
    <message>
        <location filename="../algorithms/servicelevels.py"/>
        <source>Farthest walk for all services. Empty: the standard's.</source>
        <translation>各类服务统一采用的最远步行距离或时间。留空：按标准规定。</translation>
    </message>
    <message>
        <location filename="../algorithms/servicelevels.py"/>
        <source>Residents with their service levels</source>
        <translation>居民及其服务水平</translation>
    </message>
    <message>
        <location filename="../algorithms/servicelevels.py"/>
        <source>The residents with supply, choice, quality and the answers for each service.</source>
        <translation>居民图层，附各类服务的供给、可选设施数、质量和判定结果。</translation>
    </message>
    <message>
        <location filename="../algorithms/servicelevels.py"/>
        <source>Facilities with their load</source>
        <translation>设施及其负荷</translation>
    </message>
    <message>
        <location filename="../algorithms/servicelevels.py"/>
        <source>The facilities with the persons who share them and their load.</source>
        <translation>设施图层，附共享该设施的人数及其负荷。</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>Survey form for residents</source>
        <translation>居民调查问卷</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>survey,form,questionnaire,xlsform,kobo,odk,opinions,residents</source>
        <translation>调查,问卷,表单,xlsform,kobo,odk,居民意见,居民</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>Writes a questionnaire as an XLSForm, which KoboToolbox, ODK and others take as it is: a place on the map, a service, how important it is, how satisfied one is, what one wants to say, age and way of walking; in English and Chinese.

It asks for no names, phone numbers or addresses. What the form server exports, as CSV or workbook, is read by the Survey dock without any mapping.</source>
        <translation>生成 XLSForm 问卷，可直接用于 KoboToolbox、ODK 等表单平台：在地图上选点，选择服务设施，填写重要程度、满意程度、意见内容、年龄段和出行方式；中英双语。

问卷不询问姓名、电话和住址。表单平台导出的 CSV 或工作簿，“调查”面板无需匹配即可读取。</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>Services within a walk</source>
        <translation>步行可达服务设施调查</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>Shown above the questions.</source>
        <translation>显示在问题上方。</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>Keys of the services to ask about, separated by commas. Empty: all of them.</source>
        <translation>要询问的服务设施代码，以逗号分隔；留空为全部。</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>Form</source>
        <translation>问卷</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>The XLSForm to write.</source>
        <translation>要写入的 XLSForm 文件。</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>Services asked about</source>
        <translation>询问的服务设施数</translation>
    </message>
    <message>
        <location filename="../algorithms/surveyform.py"/>
        <source>The form asks about {count} services: {file}</source>
        <translation>问卷涉及 {count} 类服务设施：{file}</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Walk catchments</source>
        <translation>步行可达范围</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <location filename="../algorithms/walktimes.py"/>
        <source>Walks</source>
        <translation>步行</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>catchment,service area,isochrone,walk,15-minute,reach,network</source>
        <translation>可达范围,服务范围,服务半径,等时圈,步行,15分钟,生活圈,路网</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Finds the ground and the streets within a walk of each origin.

The walk goes straight from the origin to the nearest street, along streets, and is cut at the exact place where the limit is used up. Nobody crosses a barrier except at a gate. The polygon is the ground beside the reached streets, on the walker's side of every barrier; it is for looking. Whether a home is within the limit is decided by its own walk, see Coverage gaps.

The field status says truncated where the walk reaches the end of the street data: the true catchment may be larger. Results are in the CRS that the run computes in: that of the streets if it is in metres, else the UTM zone.</source>
        <translation>计算从各起点出发，在限值以内可以走到的用地和道路。

步行路线从起点直线走到最近的道路，再沿道路前行，在限值恰好用尽处截断。除出入口外，不得穿越障碍物。多边形是可达道路两侧、且与步行者同处障碍物一侧的用地，仅供看图；居住点是否在限值以内，以其自身的步行路线为准，见“覆盖盲区”。

步行到达路网数据边缘的，status 字段记为 truncated，其真实范围可能更大。结果采用计算所用的坐标参照系：路网以米为单位时即路网的坐标系，否则为所在的 UTM 分带。</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <location filename="../algorithms/walktimes.py"/>
        <source>Origins</source>
        <translation>起点</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <location filename="../algorithms/walktimes.py"/>
        <source>Where walks begin: points, or polygons with gates.</source>
        <translation>步行的起点：点，或带出入口的面。</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Limits in minutes, between commas.</source>
        <translation>以分钟计的限值，以逗号分隔。</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Or metres</source>
        <translation>或：米</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Limits in metres, between commas; if given, the minutes do not count.</source>
        <translation>以米计的限值，以逗号分隔；填写后分钟数不再起作用。</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Catchments</source>
        <translation>可达范围</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Each origin on its own</source>
        <translation>各起点独立</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Dissolved</source>
        <translation>融合</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Split by nearest origin</source>
        <translation>按最近起点划分</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Whether catchments may overlap, are merged, or divide the ground among origins.</source>
        <translation>可达范围可以相互重叠、合并为一片，或按最近起点划分用地。</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Limits as</source>
        <translation>多级限值的表达</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Whole areas</source>
        <translation>整片范围</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Rings</source>
        <translation>环带</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Whole areas hold the smaller ones; rings do not.</source>
        <translation>整片范围包含较小的范围，环带则不包含。</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>How far beside a reached street the ground counts as reached.</source>
        <translation>可达道路两侧多宽的用地视为可达。</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>One polygon for each origin and limit. Without it, only the streets are made.</source>
        <translation>每个起点、每个限值一个面。不输出该图层时只生成可达道路。</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>Reached streets</source>
        <translation>可达道路</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>The streets reached, each stretch once, cut at the limit.</source>
        <translation>可以走到的道路，每段只出现一次，在限值处截断。</translation>
    </message>
    <message>
        <location filename="../algorithms/walkcatchments.py"/>
        <source>No limit is given: write minutes or metres, for example 5,10,15.</source>
        <translation>未给出限值：请填写分钟数或米数，例如 5,10,15。</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>Walk times</source>
        <translation>步行时间</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>walk,distance matrix,travel time,nearest,origin,destination,network</source>
        <translation>步行,距离矩阵,出行时间,最近设施,起点,终点,路网</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>Measures walks from origins to destinations: to the nearest, to the k nearest, or all of them, in metres and minutes.

A walk is the straight way to the street, the way along streets, and the straight way to the destination; it never crosses a barrier except at a gate. With a service field, the nearest of each service is found. Destinations of one service with the same site_id are one facility with several entrances.

from_id and to_id are feature ids. Origins from which nothing is reached are named in the log.</source>
        <translation>测算从起点到终点的步行：到最近的一个、最近的若干个或全部终点，给出米数和分钟数。

步行路线由三段组成：直线走到道路、沿道路前行、直线走到终点；除出入口外不穿越障碍物。指定服务类别字段后，按各类服务分别寻找最近者。同一类服务中 site_id 相同的终点视为有多个出入口的同一处设施。

from_id 和 to_id 为要素编号。到不了任何终点的起点在日志中列出。</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>Destinations</source>
        <translation>终点</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>Where walks end: points, lines entered wherever streets meet them, or polygons reached at gates or where streets meet their boundary.</source>
        <translation>步行的终点：点；线（与道路相交处均可进入）；面（由出入口，或道路与其边界相交处进入）。</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>If given, the nearest (or k nearest) of each service is found.</source>
        <translation>指定后，按各类服务分别寻找最近的一个（或若干个）。</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>Walks to</source>
        <translation>测算到</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>The nearest</source>
        <translation>最近的一个</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>The k nearest</source>
        <translation>最近的若干个</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>All within the limit</source>
        <translation>限值内的全部</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>Which destinations are reported for each origin.</source>
        <translation>对每个起点给出哪些终点。</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>k</source>
        <translation>个数</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>How many, for the k nearest.</source>
        <translation>选择“最近的若干个”时取几个。</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>Longer walks are not reported. Empty: no limit.</source>
        <translation>超过此时间的步行不予列出。留空：不限。</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>One row for each walk: from_id, to_id, service, metres, minutes.</source>
        <translation>每次步行占一行：from_id、to_id、service、metres、minutes。</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>Routes</source>
        <translation>步行路线</translation>
    </message>
    <message>
        <location filename="../algorithms/walktimes.py"/>
        <source>The quickest walk of each row as a line, with its own metres and minutes.</source>
        <translation>逐行给出用时最短的步行路线，并附该路线自身的米数和分钟数。</translation>
    </message>
    <message>
        <location filename="../engine/age_groups.py"/>
        <source>'{text}' is not an age group. Write all, a range such as 3-6 (three, four and five), an age and older such as 60+, or several of them joined with |.</source>
        <translation>“{text}”不是年龄段。请填写 all（全体），或 3-6（即 3、4、5 岁）这样的区间，或 60+ 这样的“某岁及以上”，也可用 | 连接多个。</translation>
    </message>
    <message>
        <location filename="../engine/hours_scanner.py"/>
        <source>The opening hours are empty.</source>
        <translation>未填写开放时间。</translation>
    </message>
    <message>
        <location filename="../engine/hours_scanner.py"/>
        <source>The opening hours '{text}' end too early. Write them as in Mo-Fr 08:00-17:00; Sa 09:00-12:00; PH off.</source>
        <translation>开放时间“{text}”不完整。请按此格式填写：Mo-Fr 08:00-17:00; Sa 09:00-12:00; PH off。</translation>
    </message>
    <message>
        <location filename="../engine/hours_scanner.py"/>
        <location filename="../engine/hours_tokens.py"/>
        <source>The opening hours '{text}' cannot be read from '{part}' on. Write them as in Mo-Fr 08:00-17:00; Sa 09:00-12:00; PH off.</source>
        <translation>开放时间“{text}”从“{part}”起无法识别。请按此格式填写：Mo-Fr 08:00-17:00; Sa 09:00-12:00; PH off。</translation>
    </message>
    <message>
        <location filename="../engine/hours_scanner.py"/>
        <source>The opening hours '{text}' use '{part}', which is not supported. Write the days and times without it.</source>
        <translation>开放时间“{text}”中的“{part}”为不支持的写法。请改用其他写法填写日期和时间。</translation>
    </message>
    <message>
        <location filename="../engine/hours_scanner.py"/>
        <location filename="../engine/hours_tokens.py"/>
        <source>In the opening hours '{text}', '{part}' is not a time of day.</source>
        <translation>开放时间“{text}”中的“{part}”不是有效时刻。</translation>
    </message>
    <message>
        <location filename="../engine/hours_scanner.py"/>
        <source>In the opening hours '{text}', no date or range of dates ends with '{part}'.</source>
        <translation>开放时间“{text}”中以“{part}”结尾的日期或日期区间无效。</translation>
    </message>
    <message>
        <location filename="../engine/network.py"/>
        <source>No street can be walked: none of the {count} lines is longer than a millimetre. Check that the street layer holds lines and is not filtered to nothing.</source>
        <translation>没有可步行的道路：{count} 条线的长度均不超过 1 毫米。请检查路网图层是否确为线要素，且未被筛选为空。</translation>
    </message>
    <message>
        <location filename="../engine/periods.py"/>
        <source>{name}, row {row}: the period {key} occurs twice. Keep one of the rows.</source>
        <translation>{name} 第 {row} 行：时段 {key} 重复出现。请只保留一行。</translation>
    </message>
    <message>
        <location filename="../engine/periods.py"/>
        <source>Row {row}, column key: '{value}' has the sign {sign} in it, which separates keys in lists. Leave it out.</source>
        <translation>第 {row} 行 key 列：“{value}”含有列表分隔符 {sign}。请将其去掉。</translation>
    </message>
    <message>
        <location filename="../engine/periods.py"/>
        <source>Row {row}, column periods: {keys} are not known and are not asked for. Known ones are {known}.</source>
        <translation>第 {row} 行 periods 列：时段 {keys} 未定义，不作要求。已定义的时段有：{known}。</translation>
    </message>
    <message>
        <location filename="../engine/periods.py"/>
        <source>Row {row}, column hours: {reason}</source>
        <translation>第 {row} 行 hours 列：{reason}</translation>
    </message>
    <message>
        <location filename="../engine/periods.py"/>
        <source>Row {row}, column hours: '{value}' leaves open when the period is. Write its times without comments, open ends, sunrise and sunset.</source>
        <translation>第 {row} 行 hours 列：“{value}”未明确时段的起止时间。请填写确定的时间，不要使用备注、不限结束时间以及日出、日落。</translation>
    </message>
    <message>
        <location filename="../engine/services.py"/>
        <source>{name}, row {row}: the service {key} occurs twice. Keep one of the rows.</source>
        <translation>{name} 第 {row} 行：服务类别 {key} 重复出现。请只保留一行。</translation>
    </message>
    <message>
        <location filename="../engine/services.py"/>
        <location filename="../engine/sheets.py"/>
        <source>Row {row}, column {column}: '{value}' is not known. Use one of: {words}.</source>
        <translation>第 {row} 行 {column} 列：“{value}”无法识别。请使用下列之一：{words}。</translation>
    </message>
    <message>
        <location filename="../engine/sheets.py"/>
        <source>Row {row}, column {column}: '{value}' is not a number. Write digits with a point, such as 12.5, or leave the cell empty.</source>
        <translation>第 {row} 行 {column} 列：“{value}”不是数字。请填写数字，小数点用“.”，例如 12.5；或将单元格留空。</translation>
    </message>
    <message>
        <location filename="../engine/sheets.py"/>
        <source>Row {row}, column {column}: {value} is not above zero. Leave the cell empty if the value is not known.</source>
        <translation>第 {row} 行 {column} 列：{value} 不大于 0。数值不明时请将单元格留空。</translation>
    </message>
    <message>
        <location filename="../engine/sheets.py"/>
        <source>Row {row}, column {column}: the cell is empty, but it is needed.</source>
        <translation>第 {row} 行 {column} 列：单元格为空，但此项必填。</translation>
    </message>
    <message>
        <location filename="../engine/sheets.py"/>
        <source>{name}: the column {column} occurs {count} times. Keep one of them.</source>
        <translation>{name}：{column} 列出现了 {count} 次。请只保留一列。</translation>
    </message>
    <message>
        <location filename="../engine/sheets.py"/>
        <source>{name} is empty: it has no row below the header. Expected columns: {expected}.</source>
        <translation>{name} 是空表：表头以下没有任何行。应有的列：{expected}。</translation>
    </message>
    <message>
        <location filename="../engine/sheets.py"/>
        <source>{name}: the column {missing} is missing. Expected columns: {expected}.</source>
        <translation>{name}：缺少 {missing} 列。应有的列：{expected}。</translation>
    </message>
    <message>
        <location filename="../engine/sheets.py"/>
        <source>Row {row}: '{value}' stands in a column without a name. Put texts that contain a comma in quotes.</source>
        <translation>第 {row} 行：“{value}”所在的列没有列名。含逗号的文字请加引号。</translation>
    </message>
    <message>
        <location filename="../engine/standards.py"/>
        <source>{name}: none of the {count} rows can be used. The first reason: {reason}</source>
        <translation>{name}：{count} 行均不可用。首个原因：{reason}</translation>
    </message>
    <message>
        <location filename="../engine/standards.py"/>
        <source>'{rule}' is not a rule. Use one of: {rules}.</source>
        <translation>“{rule}”不是判定规则。请使用下列之一：{rules}。</translation>
    </message>
    <message>
        <location filename="../engine/standards.py"/>
        <source>{name}: without the columns {columns}, what they hold is unknown.</source>
        <translation>{name}：没有 {columns} 列，其内容按未知处理。</translation>
    </message>
    <message>
        <location filename="../engine/standards.py"/>
        <source>{name}: the columns {columns} are not used.</source>
        <translation>{name}：未使用 {columns} 列。</translation>
    </message>
    <message>
        <location filename="../engine/standards.py"/>
        <source>Row {row}: min_size_m2 {low} is above max_size_m2 {high}. Exchange them.</source>
        <translation>第 {row} 行：min_size_m2 的值 {low} 大于 max_size_m2 的值 {high}。请对调。</translation>
    </message>
    <message>
        <location filename="../engine/standards.py"/>
        <source>Row {row} ({service}): no target group is given; taken to be for {group}.</source>
        <translation>第 {row} 行（{service}）：未注明目标人群，按 {group} 处理。</translation>
    </message>
    <message>
        <location filename="../engine/standards.py"/>
        <source>Row {row}, column target_age_group: {reason}</source>
        <translation>第 {row} 行 target_age_group 列：{reason}</translation>
    </message>
    <message>
        <location filename="../engine/standards.py"/>
        <source>Row {row}: {service} with the tier '{tier}' is already in row {first}. Give it another tier, or keep one of the rows.</source>
        <translation>第 {row} 行：层级为“{tier}”的 {service} 已见于第 {first} 行。请改用其他层级，或只保留一行。</translation>
    </message>
    <message>
        <location filename="../engine/walkers.py"/>
        <source>{name}, row {row}: the walker {key} occurs twice. Keep one of the rows.</source>
        <translation>{name} 第 {row} 行：步行者 {key} 重复出现。请只保留一行。</translation>
    </message>
    <message>
        <location filename="../engine/walkers.py"/>
        <source>{name}: the walker {missing} is missing. All of these are needed: {keys}.</source>
        <translation>{name}：缺少步行者 {missing}。以下各类均须具备：{keys}。</translation>
    </message>
    <message>
        <location filename="../engine/walkers.py"/>
        <source>Row {row}, column speed_mps: {value} is too fast for walking. Write metres per second: 1.2 m/s is 4.3 km/h.</source>
        <translation>第 {row} 行 speed_mps 列：{value} 超出步行速度。请以米/秒填写：1.2 米/秒即 4.3 公里/小时。</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Rank</source>
        <translation>排序</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: mean quality in reach</source>
        <translation>{service}：可达设施平均质量</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: highest rung possible</source>
        <translation>{service}：可能的最高等级</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: satisfaction (1 to 5)</source>
        <translation>{service}：满意度（1—5分）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: importance (1 to 5)</source>
        <translation>{service}：重要性（1—5分）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: state is uncertain</source>
        <translation>{service}：状态不确定</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: effective answers</source>
        <translation>{service}：等效意见数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: answers</source>
        <translation>{service}：意见数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: best quality in reach</source>
        <translation>{service}：可达设施最高质量</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: supply per person</source>
        <translation>{service}：人均供给</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: facilities in reach</source>
        <translation>{service}：可达设施数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: enough</source>
        <translation>{service}：够用</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: reason</source>
        <translation>{service}：原因</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: action</source>
        <translation>{service}：行动</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: of good quality</source>
        <translation>{service}：质量好</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: level</source>
        <translation>{service}：服务水平</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: opinion against coverage</source>
        <translation>{service}：意见与覆盖对照</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: satisfaction, at most</source>
        <translation>{service}：满意度上限</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: large enough</source>
        <translation>{service}：规模达标</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: open when needed</source>
        <translation>{service}：需要时开放</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: what residents say</source>
        <translation>{service}：居民意见状态</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: rung</source>
        <translation>{service}：等级</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: has it</source>
        <translation>{service}：是否具备</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: satisfaction, at least</source>
        <translation>{service}：满意度下限</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: walk (min)</source>
        <translation>{service}：步行时间（分钟）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>{service}: walk (m)</source>
        <translation>{service}：步行距离（米）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/actions_sheet.py"/>
        <location filename="../reports/fairness_sheet.py"/>
        <location filename="../reports/right_sheet.py"/>
        <location filename="../reports/table_sheet.py"/>
        <location filename="../ui/actions_model.py"/>
        <location filename="../ui/matrix_model.py"/>
        <location filename="../ui/source_details.py"/>
        <source>Service</source>
        <translation>服务类别</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Class</source>
        <translation>等级</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Open to walkers</source>
        <translation>可否步行</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Level</source>
        <translation>层位</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Steps</source>
        <translation>台阶</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../survey/checks/streets.py"/>
        <source>Crossing</source>
        <translation>过街方式</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Slope (%)</source>
        <translation>坡度（%）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Lit</source>
        <translation>夜间照明</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Surface</source>
        <translation>路面</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Sidewalk on which side</source>
        <translation>人行道位置</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Outline of an area</source>
        <translation>面的轮廓线</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Who may enter</source>
        <translation>通行权限</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>How it is known</source>
        <translation>依据</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Land area (m²)</source>
        <translation>用地面积（m²）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Opening hours</source>
        <translation>开放时间</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Site</source>
        <translation>场所编号</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../survey/checks/facilities.py"/>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../survey/checks/facilities.py"/>
        <source>Unit of capacity</source>
        <translation>容量单位</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Floor area (m²)</source>
        <translation>建筑面积（㎡）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Quality (1 to 5)</source>
        <translation>质量（1—5分）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../survey/checks/facilities.py"/>
        <location filename="../survey/checks/premises.py"/>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Run by</source>
        <translation>运营主体</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../survey/checks/facilities.py"/>
        <source>Surveyed on</source>
        <translation>调查日期</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Visits a year</source>
        <translation>年使用人次</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Events a year</source>
        <translation>年活动场次</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/right_sheet.py"/>
        <source>Importance (1 to 5)</source>
        <translation>重要程度（1—5分）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/right_sheet.py"/>
        <source>Satisfaction (1 to 5)</source>
        <translation>满意程度（1—5分）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>In their words</source>
        <translation>意见原文</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Age group</source>
        <translation>年龄组</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../survey/checks/opinions.py"/>
        <source>Answered on</source>
        <translation>填答日期</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Respondent</source>
        <translation>受访者编号</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../survey/checks/premises.py"/>
        <source>Cost</source>
        <translation>改造费用</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Owned by</source>
        <translation>权属</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Service it is meant for</source>
        <translation>拟设服务</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Kind of housing</source>
        <translation>住宅类型</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Service key</source>
        <translation>服务类别代码</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Name (English)</source>
        <translation>名称（英文）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Name (Chinese)</source>
        <translation>名称（中文）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../gis/attribute_forms.py"/>
        <location filename="../reports/actions_sheet.py"/>
        <location filename="../reports/fairness_sheet.py"/>
        <location filename="../reports/table_sheet.py"/>
        <location filename="../ui/actions_model.py"/>
        <location filename="../ui/findings_model.py"/>
        <source>Persons</source>
        <translation>人数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <source>Homes</source>
        <translation>居住点数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Rank among all gaps</source>
        <translation>全部盲区中的排序</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Rank within the service</source>
        <translation>本类服务中的排序</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/actions_sheet.py"/>
        <location filename="../ui/actions_model.py"/>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Limit (m)</source>
        <translation>限值（米）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Limit (min)</source>
        <translation>限值（分钟）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Limit to be checked against the standard</source>
        <translation>限值有待与标准原文核对</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/actions_sheet.py"/>
        <location filename="../ui/actions_model.py"/>
        <source>Neighbourhood</source>
        <translation>社区</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Area (ha)</source>
        <translation>面积（公顷）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/table_sheet.py"/>
        <source>Tier</source>
        <translation>生活圈层级</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/actions_sheet.py"/>
        <location filename="../reports/table_sheet.py"/>
        <source>Required</source>
        <translation>配建要求</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/table_sheet.py"/>
        <source>For whom</source>
        <translation>服务对象</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Who was counted</source>
        <translation>统计人群</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Covered (persons)</source>
        <translation>已覆盖（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Covered (%)</source>
        <translation>覆盖率（%）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Unserved (persons)</source>
        <translation>未覆盖（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Cannot tell (persons)</source>
        <translation>无法判定（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Unplaced (persons)</source>
        <translation>未接入路网（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Confidence of the limit</source>
        <translation>限值的可信度</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Number of residents</source>
        <translation>常住人口</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Aged 0 to 2</source>
        <translation>0—2 岁</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Aged 3 to 5</source>
        <translation>3—5 岁</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Aged 6 to 11</source>
        <translation>6—11 岁</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Aged 12 to 14</source>
        <translation>12—14 岁</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Aged 15 to 17</source>
        <translation>15—17 岁</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Aged 60 and over</source>
        <translation>60 岁及以上</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Aged 80 and over</source>
        <translation>80 岁及以上</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Households</source>
        <translation>户数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Compound</source>
        <translation>小区</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Feature</source>
        <translation>要素</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Way to the street (m)</source>
        <translation>到道路的距离（米）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>From (feature)</source>
        <translation>起点（要素）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>To (feature)</source>
        <translation>终点（要素）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Walk (m)</source>
        <translation>步行距离（米）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Walk (min)</source>
        <translation>步行时间（分钟）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Streets reached (m)</source>
        <translation>可达道路长度（米）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Fault</source>
        <translation>问题类型</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>How grave</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Other feature</source>
        <translation>相关要素</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Gap (m)</source>
        <translation>间距（米）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>What</source>
        <translation>说明</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <source>What to do</source>
        <translation>对策</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>What was done</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Do not have it (persons)</source>
        <translation>没有（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Have it (persons)</source>
        <translation>有（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Have it, good (persons)</source>
        <translation>有且好（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Have it, good and right (persons)</source>
        <translation>有、好、对（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Unknown (persons)</source>
        <translation>未知（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Covered, but full (persons)</source>
        <translation>已覆盖但满负荷（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Weight of need</source>
        <translation>需求权重</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Need index (0 to 1)</source>
        <translation>需求指数（0—1）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/actions_sheet.py"/>
        <location filename="../ui/actions_model.py"/>
        <source>Action</source>
        <translation>行动</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../gis/attribute_forms.py"/>
        <location filename="../reports/actions_sheet.py"/>
        <location filename="../ui/actions_model.py"/>
        <source>Need</source>
        <translation>需求</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Persons times need</source>
        <translation>人数×需求</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/actions_sheet.py"/>
        <source>Facilities in reach</source>
        <translation>可达设施</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Score, known</source>
        <translation>得分下限（已确知）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Score, possible</source>
        <translation>得分上限（可能）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Persons helped by the action</source>
        <translation>该行动的受益人数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/right_sheet.py"/>
        <source>Answers</source>
        <translation>意见数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Effective answers</source>
        <translation>等效意见数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Demand (persons)</source>
        <translation>需求（人）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Demand over capacity</source>
        <translation>负荷（需求/容量）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Persons of known value</source>
        <translation>数值已知的人数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Gini</source>
        <translation>基尼系数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Worst-off tenth</source>
        <translation>最差 10%</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Gap between age groups</source>
        <translation>年龄组差距</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Respondents</source>
        <translation>受访者人数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Answers per 1,000 persons</source>
        <translation>每千人意见数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>District's answers per 1,000 persons</source>
        <translation>全区每千人意见数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Answers missing until heard</source>
        <translation>距“已听到”尚缺意见数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Answers missing to the district's rate</source>
        <translation>距全区平均水平尚缺意见数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Answers that would halve the interval</source>
        <translation>置信区间减半尚需意见数</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Gi* (z)</source>
        <translation>Gi*（z 值）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>p</source>
        <translation>p 值</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Hot or cold spot</source>
        <translation>热点/冷点</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Satisfied (%)</source>
        <translation>满意比例（%）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Satisfied, at least (%)</source>
        <translation>满意比例下限（%）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Satisfied, at most (%)</source>
        <translation>满意比例上限（%）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Satisfied, smoothed (%)</source>
        <translation>满意比例（平滑后，%）</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Important from</source>
        <translation>重要的起始分值</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>District's importance</source>
        <translation>全区重要性</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>District's satisfaction</source>
        <translation>全区满意度</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Walk to</source>
        <translation>路线终点</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Facility</source>
        <translation>设施</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Beyond the limit</source>
        <translation>超出限值</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Rung</source>
        <translation>等级</translation>
    </message>
    <message>
        <location filename="../gis/aliases.py"/>
        <source>Highest possible rung</source>
        <translation>可能的最高等级</translation>
    </message>
    <message>
        <location filename="../gis/areas.py"/>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <location filename="../gis/areas.py"/>
        <source>{count} homes lie in no area; they are summed as '{name}'.</source>
        <translation>{count} 个居住点不在任何统计单元内，汇总为“{name}”。</translation>
    </message>
    <message>
        <location filename="../gis/areas.py"/>
        <source>(outside)</source>
        <translation>（单元以外）</translation>
    </message>
    <message>
        <location filename="../gis/areas.py"/>
        <source>The areas layer has no field '{field}'. Its fields are: {fields}.</source>
        <translation>统计单元图层没有“{field}”字段。现有字段：{fields}。</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <location filename="../gis/codes.py"/>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <location filename="../gis/codes.py"/>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>A number from 1 to 5, or nothing where it is not known.</source>
        <translation>1 至 5 的数字，未知则留空。</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Every row needs a service.</source>
        <translation>每条记录都须填写服务类别。</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>A date that has not come yet.</source>
        <translation>日期晚于今天。</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Above the ground</source>
        <translation>地上（天桥、高架）</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>On the ground</source>
        <translation>地面</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Below the ground</source>
        <translation>地下（地道、隧道）</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>No wait</source>
        <translation>无需等候</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>With signals</source>
        <translation>有信号灯</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Unmarked</source>
        <translation>无标线</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>A slope in per cent, from -100 to 100.</source>
        <translation>坡度（%），-100 至 100。</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Places</source>
        <translation>名额（学位、托位）</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Beds</source>
        <translation>床位</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Open</source>
        <translation>营业（开放）</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <location filename="../gis/survey_styles.py"/>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <location filename="../gis/survey_styles.py"/>
        <source>Planned</source>
        <translation>规划</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Government</source>
        <translation>政府</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Market</source>
        <translation>市场</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Social organisation</source>
        <translation>社会组织</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Mixed</source>
        <translation>公建民营等混合方式</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Praise</source>
        <translation>表扬</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Idea</source>
        <translation>建议</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Idle</source>
        <translation>闲置</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Partly used</source>
        <translation>部分使用</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Every neighbourhood needs a name.</source>
        <translation>每个社区都须有名称。</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>A number of persons, or nothing where it is not known; 0 means nobody.</source>
        <translation>人数；未知则留空，0 表示无人。</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>Those of 80 and over are part of those of 60 and over.</source>
        <translation>80 岁以上人口包含在 60 岁以上人口之内。</translation>
    </message>
    <message>
        <location filename="../gis/attribute_forms.py"/>
        <source>A number above 0, or nothing where it is not known.</source>
        <translation>大于 0 的数字，未知则留空。</translation>
    </message>
    <message>
        <location filename="../gis/catchments.py"/>
        <source>The origins layer has no feature that can be used ({total} features, {rejected} left out). Choose another layer or check its filter.</source>
        <translation>起点图层没有可用的要素（共 {total} 个，剔除 {rejected} 个）。请另选图层，或检查其筛选条件。</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_styles.py"/>
        <source>Has it</source>
        <translation>已覆盖</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/styles.py"/>
        <source>Lacks it</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../gis/styles.py"/>
        <location filename="../reports/project.py"/>
        <location filename="../reports/table_sheet.py"/>
        <source>Cannot tell</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <source>Hot spot</source>
        <translation>热点</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_styles.py"/>
        <source>Cold spot</source>
        <translation>冷点</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_styles.py"/>
        <source>Not significant</source>
        <translation>不显著</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../ui/findings_model.py"/>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../ui/findings_model.py"/>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <source>Behind a wall</source>
        <translation>围墙阻隔</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <source>On an island of the street data</source>
        <translation>位于孤立路网</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <source>Planned, not yet open</source>
        <translation>已规划，尚未建成</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <source>There is none</source>
        <translation>没有此类设施</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <source>Too far</source>
        <translation>距离过远</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <source>Read in the standard itself</source>
        <translation>已与标准原文核对</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <source>Read where the standard is quoted</source>
        <translation>据引用标准的文献</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <source>To be checked</source>
        <translation>待核对</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <source>To be checked, uncertain</source>
        <translation>待核对，把握不大</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <source>Derived</source>
        <translation>推算值</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <source>Own limit</source>
        <translation>自定限值</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/styles.py"/>
        <source>Up to 50 m from a street</source>
        <translation>距道路 50 米以内</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/styles.py"/>
        <source>More than 50 m from a street</source>
        <translation>距道路超过 50 米</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/styles.py"/>
        <source>Only on a small island of street</source>
        <translation>仅能接入孤立路网</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <source>No street in reach</source>
        <translation>可达范围内没有道路</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <source>Whole</source>
        <translation>完整</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <source>Cut off where the street data end</source>
        <translation>在路网数据边缘截断</translation>
    </message>
    <message>
        <location filename="../gis/codes.py"/>
        <location filename="../gis/rung_words.py"/>
        <source>On no street</source>
        <translation>未接入路网</translation>
    </message>
    <message>
        <location filename="../gis/coverage.py"/>
        <source>The residents layer has no feature that can be used ({total} features, {rejected} left out). Choose another layer or check its filter.</source>
        <translation>居民图层没有可用的要素（共 {total} 个，剔除 {rejected} 个）。请另选图层，或检查其筛选条件。</translation>
    </message>
    <message>
        <location filename="../gis/diagnosis.py"/>
        <source>Residents speak of services that are not judged: {services}. Name them under Services to judge them as missing.</source>
        <translation>居民意见涉及下列未作判定的服务类别：{services}。如应按缺失判定，请在“服务类别”中列出。</translation>
    </message>
    <message>
        <location filename="../gis/diagnosis.py"/>
        <location filename="../gis/stamp.py"/>
        <source>not given</source>
        <translation>未注明</translation>
    </message>
    <message>
        <location filename="../gis/diagnosis.py"/>
        <location filename="../gis/stamp.py"/>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <location filename="../gis/diagnosis.py"/>
        <source>not asked</source>
        <translation>不作判定</translation>
    </message>
    <message>
        <location filename="../gis/diagnosis.py"/>
        <location filename="../gis/rung_words.py"/>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <location filename="../gis/diagnosis.py"/>
        <source>Supply shared by {method}; quality from {quality:g}; open from {share:.0%} of a period; what the standard does not set: {unset}. Opinions: {answers}, {dates}, within {minutes:g} min; heard from {enough:g} answers, satisfied from {satisfied:g}.</source>
        <translation>供给分配方法：{method}；质量 {quality:g} 分起为好；时段内开放 {share:.0%} 起为开放；标准未作规定的指标：{unset}。居民意见 {answers} 条，{dates}，步行 {minutes:g} 分钟以内；等效意见 {enough:g} 条起为已听到，满意度 {satisfied:g} 分起为满意。</translation>
    </message>
    <message>
        <location filename="../gis/elevation.py"/>
        <source>The elevation raster cannot be used: it has no CRS. Set it in the layer's properties, or choose another raster.</source>
        <translation>高程栅格无法使用：缺少坐标参照系。请在图层属性中设定，或另选栅格。</translation>
    </message>
    <message>
        <location filename="../gis/elevation.py"/>
        <source>The elevation raster lies elsewhere than the streets. Check its CRS, or choose another raster.</source>
        <translation>高程栅格与道路不在同一位置。请检查其坐标参照系，或另选栅格。</translation>
    </message>
    <message>
        <location filename="../gis/elevation.py"/>
        <source>Elevation: {share:.1f} % of the streets have a height.</source>
        <translation>高程：{share:.1f} % 的道路有高程。</translation>
    </message>
    <message>
        <location filename="../gis/elevation.py"/>
        <source>The elevation raster does not cover all streets: {share:.1f} % of them count as level.</source>
        <translation>高程栅格未覆盖全部道路：{share:.1f} % 的道路按平地计算。</translation>
    </message>
    <message>
        <location filename="../gis/explained_place.py"/>
        <source>The point cannot be brought from {crs} to the plane of the streets ({plane}). Check its coordinates and their CRS.</source>
        <translation>该点无法从 {crs} 转换到道路所在的平面坐标系（{plane}）。请检查点坐标及其坐标系。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>{service}: there is no walk to any.</source>
        <translation>{service}：步行无法到达任何一处。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>{service}: {m} m, {min} min to {facility}; the standard sets no limit.</source>
        <translation>{service}：到{facility}步行 {m} 米、{min} 分钟；标准未规定限值。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>{service}: {m} m, {min} min to {facility}; the limit is {limit_m} m.</source>
        <translation>{service}：到{facility}步行 {m} 米、{min} 分钟；限值为 {limit_m} 米。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>{service}: {m} m, {min} min to {facility}; the limit is {limit_m} m: too far by {beyond} m.</source>
        <translation>{service}：到{facility}步行 {m} 米、{min} 分钟；限值为 {limit_m} 米，超出 {beyond} 米。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>{service}: {m} m, {min} min to {facility}, beyond the limit of {limit_m} m.</source>
        <translation>{service}：到{facility}步行 {m} 米、{min} 分钟，大于 {limit_m} 米的限值。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>{service}: {m} m, {min} min to {facility}; the limit is {limit_min} min.</source>
        <translation>{service}：到{facility}步行 {m} 米、{min} 分钟；限值为 {limit_min} 分钟。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>{service}: {m} m, {min} min to {facility}; the limit is {limit_min} min: too far by {beyond} min.</source>
        <translation>{service}：到{facility}步行 {m} 米、{min} 分钟；限值为 {limit_min} 分钟，超出 {beyond} 分钟。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>{service}: {m} m, {min} min to {facility}, beyond the limit of {limit_min} min.</source>
        <translation>{service}：到{facility}步行 {m} 米、{min} 分钟，大于 {limit_min} 分钟的限值。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>{behind_wall} would be within the limit, {behind_wall_m} m away, if no wall or other barrier stood between.</source>
        <translation>如果没有围墙等阻隔，距{behind_wall}仅 {behind_wall_m} 米，在限值以内。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>Its only street is an island of the street data.</source>
        <translation>附近只有与路网不相连的孤立路段。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>It lies on no street.</source>
        <translation>附近没有可步行的道路。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>{planned} is planned, {planned_m} m away, but not open yet.</source>
        <translation>规划的{planned}距此 {planned_m} 米，尚未启用。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>There is none in the facilities layer.</source>
        <translation>设施图层中没有此类设施。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>The street data ends within the limit, so there may be one beyond.</source>
        <translation>道路数据在限值范围内已到边缘，之外可能还有设施。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>What is in reach is full: {supply_per_1000} for 1,000 persons, norm {norm_per_1000}; load of the nearest {load}.</source>
        <translation>可达设施容量不足：每千人 {supply_per_1000}，标准 {norm_per_1000}；最近设施的负荷为 {load}。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>The best quality in reach is {quality} of 5; {quality_norm} is asked.</source>
        <translation>可达设施的最高质量评分为 {quality}（满分 5），要求 {quality_norm}。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>It is not open whenever it is needed ({open_when}).</source>
        <translation>并非在需要的时段都开放（{open_when}）。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>The largest in reach has {largest_m2} m², the norm is {size_norm_m2} m².</source>
        <translation>可达设施中最大的为 {largest_m2} 平方米，标准为 {size_norm_m2} 平方米。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>Residents find it important ({importance}) and are not satisfied ({satisfaction}, from {low} to {high}).</source>
        <translation>居民认为重要（{importance}）但不满意（{satisfaction}，区间 {low} 至 {high}）。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>Residents value it little, and there is more than the norm asks.</source>
        <translation>居民不看重，且供给已超过标准。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>Residents value it little ({importance}) and are satisfied.</source>
        <translation>居民不看重（{importance}），且已满意。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>Data is missing to tell whether what is in reach is good.</source>
        <translation>缺少数据，无法判断可达设施是否达标。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>Too few answers were given around it ({answers}).</source>
        <translation>周边居民意见过少（{answers} 条）。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: open a gate.</source>
        <translation>建议：开设出入口。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: check the data.</source>
        <translation>建议：核查数据。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: hasten what is planned.</source>
        <translation>建议：加快规划设施建设。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: build one.</source>
        <translation>建议：新建。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: expand.</source>
        <translation>建议：扩容。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: upgrade.</source>
        <translation>建议：提升品质。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: extend the hours.</source>
        <translation>建议：延长开放时间。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: enlarge.</source>
        <translation>建议：扩大规模。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: adapt it to what residents ask for.</source>
        <translation>建议：按居民需求调整。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: share or convert.</source>
        <translation>建议：共享或转用。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: listen to residents.</source>
        <translation>建议：征询居民意见。</translation>
    </message>
    <message>
        <location filename="../gis/explanation_sentence.py"/>
        <source>To do: keep it.</source>
        <translation>建议：保持。</translation>
    </message>
    <message>
        <location filename="../gis/facility_facts.py"/>
        <source>Capacity unknown, or not in the unit of the norm, so that nobody can tell whether there is enough: {services}.</source>
        <translation>下列服务类别容量未知，或单位与标准不符，无法判断够不够：{services}。</translation>
    </message>
    <message>
        <location filename="../gis/facility_facts.py"/>
        <source>Facilities: {count} have no usable number in {field}, which counts as unknown (features {ids}; negative or text).</source>
        <translation>设施：{count} 个要素的 {field} 字段没有可用的数值，按未知处理（要素 {ids}；为负数或文字）。</translation>
    </message>
    <message>
        <location filename="../gis/facility_facts.py"/>
        <source>Facilities: {count} have a quality outside 1 to 5, which counts as unknown (features {ids}).</source>
        <translation>设施：{count} 处的质量不在 1—5 分之内，按未知处理（要素 {ids}）。</translation>
    </message>
    <message>
        <location filename="../gis/facility_facts.py"/>
        <source>Facilities: the opening hours '{hours}' cannot be read and count as unknown (features {ids}).</source>
        <translation>设施：开放时间“{hours}”无法识别，按未知处理（要素 {ids}）。</translation>
    </message>
    <message>
        <location filename="../gis/facility_facts.py"/>
        <source>'{part}' in the periods is no service and period. Write for example {example}.</source>
        <translation>需求时段中的“{part}”不是“服务类别=时段”的形式。写法示例：{example}。</translation>
    </message>
    <message>
        <location filename="../gis/ground.py"/>
        <source>a line without length</source>
        <translation>长度为零的线</translation>
    </message>
    <message>
        <location filename="../gis/ground.py"/>
        <source>closed to walkers (field foot)</source>
        <translation>禁止步行（foot 字段）</translation>
    </message>
    <message>
        <location filename="../gis/ground.py"/>
        <source>The street layer has no line that can be walked ({total} features, {rejected} left out). Choose another layer, or check its filter and its field foot.</source>
        <translation>路网图层没有可步行的线（共 {total} 个要素，剔除 {rejected} 个）。请另选图层，或检查其筛选条件和 foot 字段。</translation>
    </message>
    <message>
        <location filename="../gis/ground.py"/>
        <source>Computed in {crs}, in metres. Network: {edges} edges and {nodes} junctions, {km:.1f} km of street in {parts} connected parts; the largest has {share:.1f} %.</source>
        <translation>在 {crs} 下以米为单位计算。路网：{edges} 条边、{nodes} 个节点，道路总长 {km:.1f} 公里，分为 {parts} 个连通部分，其中最大者占 {share:.1f}%。</translation>
    </message>
    <message>
        <location filename="../gis/ground.py"/>
        <source>{count} street edges lie twice on the same line; each counts once.</source>
        <translation>{count} 条路段与其他路段完全重合，每处只计一次。</translation>
    </message>
    <message>
        <location filename="../gis/ground.py"/>
        <source>{count} small islands of street ({km:.1f} km) are not joined to the rest; features are placed on them only where nothing else is in reach.</source>
        <translation>{count} 片孤立路网（{km:.1f} 公里）未与其余路网相连；仅当可达范围内没有其他道路时，要素才接入其上。</translation>
    </message>
    <message>
        <location filename="../gis/ground.py"/>
        <source>Barriers: {count} street ends at barriers away from their gates.</source>
        <translation>障碍物：{count} 处道路在障碍物前中断，且附近没有出入口。</translation>
    </message>
    <message>
        <location filename="../gis/ground.py"/>
        <source>{count} streets run exactly along a barrier (features {ids}): they count as lying on its right-hand side, outside of a polygon. Move one or the other.</source>
        <translation>{count} 条道路与障碍物完全重合（要素 {ids}）：按位于障碍物右侧、面状障碍物外侧处理。请移动其中之一。</translation>
    </message>
    <message>
        <location filename="../gis/ground.py"/>
        <source>{layer}: all features lie outside the extent of the streets. Check the CRS of both layers: one of them may be wrong.</source>
        <translation>{layer}：全部要素均在路网范围之外。请检查两个图层的坐标参照系，其中可能有误。</translation>
    </message>
    <message>
        <location filename="../gis/height_raster.py"/>
        <source>The elevation raster holds a picture, not heights. Choose a raster whose first band holds metres.</source>
        <translation>该栅格是影像而不是高程。请选择第一波段为高程（米）的栅格。</translation>
    </message>
    <message>
        <location filename="../gis/height_raster.py"/>
        <source>The elevation raster cannot be used: its first band holds no plain numbers.</source>
        <translation>高程栅格无法使用：第一波段不是普通数值。</translation>
    </message>
    <message>
        <location filename="../gis/hot_spots.py"/>
        <source>Too few answers (under {least}) to look for hot spots: {services}.</source>
        <translation>下列服务类别意见过少（不足 {least} 条），未作热点分析：{services}。</translation>
    </message>
    <message>
        <location filename="../gis/judged.py"/>
        <source>own limit</source>
        <translation>自定限值</translation>
    </message>
    <message>
        <location filename="../gis/judged.py"/>
        <source>These services are in no list of services: {services}. Check their spelling, or map them to known ones. Walks are measured, but nothing is judged.</source>
        <translation>下列服务类别不在服务目录中：{services}。请检查写法，或将其对应到已有类别。只测算步行距离，不作判定。</translation>
    </message>
    <message>
        <location filename="../gis/judged.py"/>
        <source>{standard} asks for no {services}: walks are measured, but nothing is judged. Give them limits of your own to judge them.</source>
        <translation>{standard} 未对 {services} 提出要求：只测算步行距离，不作判定。如需判定，请给出自定限值。</translation>
    </message>
    <message>
        <location filename="../gis/judged.py"/>
        <source>{standard} gives no limit for {services} under this rule: nobody can tell whether they have it. Give them limits of your own to judge them.</source>
        <translation>{standard} 在此判定规则下未给出 {services} 的限值：无法判定是否具备。如需判定，请给出自定限值。</translation>
    </message>
    <message>
        <location filename="../gis/judged.py"/>
        <source>Not in the facilities layer, so not judged (not surveyed, or not there?): {services}. Name them under Services to judge them as missing.</source>
        <translation>设施图层中没有下列类别，未作判定（未调查，还是确实没有？）：{services}。如应按缺失判定，请在“服务类别”中列出。</translation>
    </message>
    <message>
        <location filename="../gis/judged.py"/>
        <source>Own limits for services that are not judged: {services}.</source>
        <translation>下列自定限值所对应的服务类别不在判定之列：{services}。</translation>
    </message>
    <message>
        <location filename="../gis/judged.py"/>
        <source>Limits to be checked against the printed standard ({count} of {all}): {services}.</source>
        <translation>有待与标准原文核对的限值（{all} 项中的 {count} 项）：{services}。</translation>
    </message>
    <message>
        <location filename="../gis/judged.py"/>
        <source>{standard}: {total} rows, {used} used, {rejected} left out.</source>
        <translation>{standard}：共 {total} 行，采用 {used} 行，剔除 {rejected} 行。</translation>
    </message>
    <message>
        <location filename="../gis/judged.py"/>
        <source>{standard}, left out: {reason}</source>
        <translation>{standard}，剔除：{reason}</translation>
    </message>
    <message>
        <location filename="../gis/kept.py"/>
        <source>The network of an earlier run is used again.</source>
        <translation>沿用先前运行建立的步行网络。</translation>
    </message>
    <message>
        <location filename="../gis/limits.py"/>
        <location filename="../gis/stamp.py"/>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <location filename="../gis/limits.py"/>
        <location filename="../gis/stamp.py"/>
        <source>metres</source>
        <translation>米</translation>
    </message>
    <message>
        <location filename="../gis/limits.py"/>
        <source>(nothing)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <location filename="../gis/limits.py"/>
        <source>In '{text}' these are no numbers: {wrong}. Write the {unit} between commas, for example {example}.</source>
        <translation>“{text}”中的下列内容不是数字：{wrong}。请填写以逗号分隔的{unit}数，例如 {example}。</translation>
    </message>
    <message>
        <location filename="../gis/limits.py"/>
        <source>In '{text}' {value:g} {unit} is no walk: every limit must be above zero.</source>
        <translation>“{text}”中的 {value:g} {unit}不构成步行：各级限值必须大于 0。</translation>
    </message>
    <message>
        <location filename="../gis/limits.py"/>
        <source>In '{text}' {value:g} {unit} is farther than anybody walks: the most is {most:g}.</source>
        <translation>“{text}”中的 {value:g} {unit}超出步行的可能：最大为 {most:g}。</translation>
    </message>
    <message>
        <location filename="../gis/margin.py"/>
        <source>{layer} reach at least {margin:.0f} m beyond {inner} on every side; the longest walk is {limit:.0f} m.</source>
        <translation>{layer}在各方向均超出{inner}范围至少 {margin:.0f} 米；最长步行距离为 {limit:.0f} 米。</translation>
    </message>
    <message>
        <location filename="../gis/margin.py"/>
        <location filename="../survey/checks/together.py"/>
        <source>west</source>
        <translation>西侧</translation>
    </message>
    <message>
        <location filename="../gis/margin.py"/>
        <location filename="../survey/checks/together.py"/>
        <source>south</source>
        <translation>南侧</translation>
    </message>
    <message>
        <location filename="../gis/margin.py"/>
        <location filename="../survey/checks/together.py"/>
        <source>east</source>
        <translation>东侧</translation>
    </message>
    <message>
        <location filename="../gis/margin.py"/>
        <location filename="../survey/checks/together.py"/>
        <source>north</source>
        <translation>北侧</translation>
    </message>
    <message>
        <location filename="../gis/margin.py"/>
        <source>{side} {metres:.0f} m</source>
        <translation>{side} {metres:.0f} 米</translation>
    </message>
    <message>
        <location filename="../gis/margin.py"/>
        <source>{layer} reach less than the longest walk ({limit:.0f} m) beyond {inner}: {sides}. What lies farther out is not counted; add data there, or read results near that edge with care.</source>
        <translation>{layer}超出{inner}范围的距离不足最长步行距离（{limit:.0f} 米）：{sides}。范围以外的内容未计入；请补充该侧数据，或谨慎解读边缘附近的结果。</translation>
    </message>
    <message>
        <location filename="../gis/margin.py"/>
        <source>Streets and facilities reach {margin:.0f} m or more beyond {inner}; the longest walk is {limit:.0f} m.</source>
        <translation>道路与设施数据在“{inner}”范围外至少还有 {margin:.0f} 米；最远步行距离为 {limit:.0f} 米。</translation>
    </message>
    <message>
        <location filename="../gis/opinions.py"/>
        <source>The opinions layer has no field '{field}'. Its fields are: {fields}. Choose the one that names the service.</source>
        <translation>居民意见图层没有“{field}”字段。现有字段：{fields}。请选择表示服务类别的字段。</translation>
    </message>
    <message>
        <location filename="../gis/opinions.py"/>
        <location filename="../gis/supply.py"/>
        <source>no service named</source>
        <translation>未注明服务类别</translation>
    </message>
    <message>
        <location filename="../gis/opinions.py"/>
        <source>an earlier answer of the same respondent</source>
        <translation>同一受访者较早的意见</translation>
    </message>
    <message>
        <location filename="../gis/opinions.py"/>
        <source>Opinions: there is no field '{field}', so what it holds is unknown.</source>
        <translation>居民意见：没有“{field}”字段，其内容按未知处理。</translation>
    </message>
    <message>
        <location filename="../gis/opinions.py"/>
        <source>Opinions: {count} values of {field} lie outside 1 to 5 and count as unknown (features {ids}).</source>
        <translation>居民意见：{field} 有 {count} 个值不在 1—5 之间，按未知处理（要素 {ids}）。</translation>
    </message>
    <message>
        <location filename="../gis/own_limits.py"/>
        <source>'{part}' in the own limits is no service and limit. Write for example {example}.</source>
        <translation>自定限值中的“{part}”不是“服务类别=限值”的形式。写法示例：{example}。</translation>
    </message>
    <message>
        <location filename="../gis/paces.py"/>
        <source>Every street is closed to {walker}: steps, or steeper than {slope:g} %. Check the fields steps and slope_pct and the elevation.</source>
        <translation>所有道路对{walker}均不可通行：有台阶，或坡度超过 {slope:g} %。请检查字段 steps、slope_pct 和高程。</translation>
    </message>
    <message>
        <location filename="../gis/paces.py"/>
        <source>{walker}: {count} street edges ({km:.2f} km) are closed: steps, or too steep.</source>
        <translation>{walker}：{count} 条路段（{km:.2f} 公里）不可通行：有台阶或坡度过大。</translation>
    </message>
    <message>
        <location filename="../gis/paces.py"/>
        <source>Minutes are metres over speed: the streets carry no crossings, steps or slopes, and no elevation is given.</source>
        <translation>步行分钟数按距离除以步速计算：道路数据中没有过街、台阶和坡度信息，也未提供高程。</translation>
    </message>
    <message>
        <location filename="../gis/paces.py"/>
        <source>Minutes count {signals} street lines with signals, {unmarked} with unmarked crossings, {steps} with steps and {sloped} with a slope.</source>
        <translation>步行分钟数计入：信号灯过街道路 {signals} 条，无标线过街道路 {unmarked} 条，有台阶道路 {steps} 条，有坡度道路 {sloped} 条。</translation>
    </message>
    <message>
        <location filename="../gis/paces.py"/>
        <source>{layer}: {count} values of the field {field} say nothing, such as '{example}' (features {ids}); they count as unknown.</source>
        <translation>{layer}：字段 {field} 有 {count} 个值无法识别，例如“{example}”（要素 {ids}），按未知处理。</translation>
    </message>
    <message>
        <location filename="../gis/people.py"/>
        <source>The residents layer has no field '{field}'. Its fields are: {fields}. Choose the one that holds the number of residents.</source>
        <translation>居民图层没有“{field}”字段。现有字段：{fields}。请选择表示居民人数的字段。</translation>
    </message>
    <message>
        <location filename="../gis/people.py"/>
        <source>Residents: {count} homes have no usable number in {field} (features {ids}; NULL, negative or text). They are judged, and add nobody to the persons. Fill in the number and run again.</source>
        <translation>居民：{count} 个居住点的 {field} 字段没有可用的数值（要素 {ids}；为 NULL、负数或文字）。这些居住点照常判定，但不计入人数。请补全数值后重新运行。</translation>
    </message>
    <message>
        <location filename="../gis/people.py"/>
        <source>Age group {group}: fields {fields} are missing; all residents are counted.</source>
        <translation>年龄段 {group}：缺少 {fields} 字段，改按全体居民统计。</translation>
    </message>
    <message>
        <location filename="../gis/people.py"/>
        <source>Age group {group}: fields {fields} are missing, so its number of persons is unknown. Add the fields, or count all residents instead.</source>
        <translation>年龄段 {group}：缺少 {fields} 字段，人数未知。请补充字段，或改按全体居民统计。</translation>
    </message>
    <message>
        <location filename="../gis/plane.py"/>
        <source>The {layer} layer has no coordinate reference system, so nothing can be measured. Set its CRS in the layer properties and run again.</source>
        <translation>{layer}图层没有坐标参照系（CRS），无法量算。请在图层属性中设置坐标参照系后重新运行。</translation>
    </message>
    <message>
        <location filename="../gis/plane.py"/>
        <source>The {layer} layer has coordinates, such as {x:.0f}, {y:.0f}, that do not exist in its coordinate reference system {crs}. Set the right CRS in the layer properties and run again.</source>
        <translation>{layer}图层含有其坐标参照系 {crs} 中不存在的坐标，例如 {x:.0f}, {y:.0f}。请在图层属性中设置正确的坐标参照系后重新运行。</translation>
    </message>
    <message>
        <location filename="../gis/profiles.py"/>
        <source>There is no built-in profile '{name}', and no such file; built-in ones are {names}. Choose one of them, or the path of a CSV file.</source>
        <translation>没有名为“{name}”的内置标准，也没有这样的文件；内置标准有：{names}。请从中选择，或给出 CSV 文件的路径。</translation>
    </message>
    <message>
        <location filename="../gis/profiles.py"/>
        <source>{path} cannot be read as a table: {reason}. Save it again as CSV.</source>
        <translation>无法将 {path} 读作表格：{reason}。请重新保存为 CSV。</translation>
    </message>
    <message>
        <location filename="../gis/profiles.py"/>
        <source>{path} is empty or begins with an empty line. Its first line must hold the names of the columns.</source>
        <translation>{path} 为空，或首行为空行。首行必须是各列的列名。</translation>
    </message>
    <message>
        <location filename="../gis/profiles.py"/>
        <location filename="../survey/openstreetmap/objects.py"/>
        <source>There is no file {path}. Check the path.</source>
        <translation>找不到文件 {path}。请检查路径。</translation>
    </message>
    <message>
        <location filename="../gis/profiles.py"/>
        <source>{path} cannot be opened: {reason}. Choose a CSV file that you may read.</source>
        <translation>无法打开 {path}：{reason}。请选择一个有权读取的 CSV 文件。</translation>
    </message>
    <message>
        <location filename="../gis/profiles.py"/>
        <source>{path} is not a text table (neither UTF-8 nor GB18030). Save it as CSV UTF-8.</source>
        <translation>{path} 不是文本表格（既非 UTF-8，也非 GB18030）。请保存为 UTF-8 编码的 CSV。</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Does not have it</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Has it, and it is good</source>
        <translation>已覆盖，且好</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Has it, good and right</source>
        <translation>已覆盖，好且对</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Good, but residents were not heard</source>
        <translation>好，但未听到居民意见</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Unknown: data missing</source>
        <translation>未知：数据缺失</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Score {low} to {high}</source>
        <translation>得分 {low}—{high}</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/rung_sheets.py"/>
        <source>Good</source>
        <translation>好</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <source>Covered, but full</source>
        <translation>已覆盖但满负荷</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <source>Covered, but short in something</source>
        <translation>已覆盖但有短板</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <source>Not covered</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/right_sheet.py"/>
        <source>Concentrate here</source>
        <translation>重点改进</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/right_sheet.py"/>
        <source>Content</source>
        <translation>继续保持</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/right_sheet.py"/>
        <source>Low priority</source>
        <translation>低优先</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/right_sheet.py"/>
        <source>Possible overkill</source>
        <translation>可能供给过度</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Demand {low} to {high} % of capacity</source>
        <translation>负荷 {low}%—{high}%</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Demand over {low} % of capacity</source>
        <translation>负荷超过 {low}%</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Capacity unknown</source>
        <translation>容量未知</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Hot spot of need</source>
        <translation>需求热点</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Too few answers around</source>
        <translation>周边意见过少</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Hardly heard</source>
        <translation>意见偏少</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Heard</source>
        <translation>已听到</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>Were there no wall</source>
        <translation>假设没有围墙</translation>
    </message>
    <message>
        <location filename="../gis/rung_styles.py"/>
        <source>To what is planned</source>
        <translation>到规划设施</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Street data end within reach</source>
        <translation>路网数据在范围内中断</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>The standard gives no limit</source>
        <translation>标准未给出限值</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Full</source>
        <translation>满负荷</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Poor quality</source>
        <translation>质量不佳</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Shut when needed</source>
        <translation>需要时不开放</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Too small</source>
        <translation>规模不足</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Residents are not satisfied</source>
        <translation>居民不满意</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>More than is asked for</source>
        <translation>供给超出需求</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Of little importance to residents</source>
        <translation>居民认为不重要</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Data missing</source>
        <translation>数据缺失</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Residents were not heard</source>
        <translation>未听到居民意见</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <location filename="../reports/gap_sheet.py"/>
        <source>Open a gate</source>
        <translation>增设出入口</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Check the data</source>
        <translation>核对数据</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Hasten</source>
        <translation>加快建设</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Build</source>
        <translation>新建</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Expand</source>
        <translation>扩容</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Upgrade</source>
        <translation>提升质量</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Extend hours</source>
        <translation>延长开放时间</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Enlarge</source>
        <translation>扩大面积</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Adapt</source>
        <translation>改造适配</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Share or convert</source>
        <translation>共享或转用</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Listen</source>
        <translation>倾听</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Keep</source>
        <translation>保持</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Complain, not covered</source>
        <translation>未覆盖，有不满</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Complain though covered</source>
        <translation>已覆盖，仍有不满</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Silent, not covered</source>
        <translation>未覆盖，未发声</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Silent, covered</source>
        <translation>已覆盖，未发声</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Content though not covered</source>
        <translation>未覆盖，但满意</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>Content, covered</source>
        <translation>已覆盖，满意</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>do not have it</source>
        <translation>没有</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>have it</source>
        <translation>有</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>have it, and it is good</source>
        <translation>有且好</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>have it, good and right</source>
        <translation>有、好、对</translation>
    </message>
    <message>
        <location filename="../gis/rung_words.py"/>
        <source>good, but residents were not heard</source>
        <translation>好，但未听到居民意见</translation>
    </message>
    <message>
        <location filename="../gis/sinks.py"/>
        <source>{layer}: the result has fields of its own named {fields}; the layer's are left out of it.</source>
        <translation>{layer}：结果自带名为 {fields} 的字段，图层中的同名字段不写入结果。</translation>
    </message>
    <message>
        <location filename="../gis/snaps.py"/>
        <source>{layer}: {ok} placed within 50 m of a street, {far} farther, {island} nearest to a small island, {none} on no street.</source>
        <translation>{layer}：距道路 50 米以内接入 {ok} 个，更远处接入 {far} 个，最近道路属孤立路网 {island} 个，无法接入 {none} 个。</translation>
    </message>
    <message>
        <location filename="../gis/snaps.py"/>
        <source>{layer}: more than 50 m from a street (features {ids}), up to {m:.0f} m.</source>
        <translation>{layer}：距道路超过 50 米（要素 {ids}），最远 {m:.0f} 米。</translation>
    </message>
    <message>
        <location filename="../gis/snaps.py"/>
        <source>{layer}: the nearest street is a small island of the data (features {ids}); a larger part was taken where one is in reach. Check the streets there.</source>
        <translation>{layer}：最近的道路属孤立路网（要素 {ids}）；可达范围内有更大的路网时，已改接后者。请检查该处的路网数据。</translation>
    </message>
    <message>
        <location filename="../gis/snaps.py"/>
        <source>{layer}: no street in reach (features {ids}). Check their position, draw the missing streets, or allow a longer way.</source>
        <translation>{layer}：可达范围内没有道路（要素 {ids}）。请检查其位置、补绘缺少的道路，或放宽到道路的距离。</translation>
    </message>
    <message>
        <location filename="../gis/sources.py"/>
        <source>{layer}: {total} features, {used} used, {rejected} left out.</source>
        <translation>{layer}：共 {total} 个要素，采用 {used} 个，剔除 {rejected} 个。</translation>
    </message>
    <message>
        <location filename="../gis/sources.py"/>
        <source>{layer}: {count} left out: {reason} (features {ids}).</source>
        <translation>{layer}：剔除 {count} 个，原因：{reason}（要素 {ids}）。</translation>
    </message>
    <message>
        <location filename="../gis/sources.py"/>
        <source>{layer}: has no CRS; taken to be in {crs}.</source>
        <translation>{layer}：没有坐标参照系，按 {crs} 处理。</translation>
    </message>
    <message>
        <location filename="../gis/sources.py"/>
        <source>{layer}: {count} curves were straightened.</source>
        <translation>{layer}：{count} 个曲线要素已转为折线。</translation>
    </message>
    <message>
        <location filename="../gis/sources.py"/>
        <source>broken geometry or coordinates that are no numbers</source>
        <translation>几何图形损坏，或坐标不是数字</translation>
    </message>
    <message>
        <location filename="../gis/sources.py"/>
        <location filename="../gis/streets.py"/>
        <location filename="../survey/checks/shapes.py"/>
        <location filename="../survey/cleaning/faults.py"/>
        <source>no geometry</source>
        <translation>没有几何图形</translation>
    </message>
    <message>
        <location filename="../gis/sources.py"/>
        <source>a surface in space</source>
        <translation>三维曲面</translation>
    </message>
    <message>
        <location filename="../gis/sources.py"/>
        <source>cannot be reprojected to the map's plane</source>
        <translation>无法重投影到计算所用的平面坐标系</translation>
    </message>
    <message>
        <location filename="../gis/sources.py"/>
        <source>a polygon without any area</source>
        <translation>面积为零的面</translation>
    </message>
    <message>
        <location filename="../gis/sources.py"/>
        <source>{layer}: {count} invalid polygons were repaired (features {ids}).</source>
        <translation>{layer}：已修复 {count} 个无效多边形（要素 {ids}）。</translation>
    </message>
    <message>
        <location filename="../gis/stamp.py"/>
        <source>each service's own walker</source>
        <translation>各项服务各自的步行者</translation>
    </message>
    <message>
        <location filename="../gis/stamp.py"/>
        <source>{walker} at {speed:g} m/s</source>
        <translation>{walker}，{speed:g} 米/秒</translation>
    </message>
    <message>
        <location filename="../gis/stamp.py"/>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <location filename="../gis/stamp.py"/>
        <source>{layer} {used} of {total}</source>
        <translation>{layer} {used} 个（共 {total} 个）</translation>
    </message>
    <message>
        <location filename="../gis/stamp.py"/>
        <source>Standard {standard}, rule {rule}; walker: {walker}; farthest from a street {snap:g} m; barriers: {barriers}. Used: {counts}; facilities surveyed {dates}. Homes on no street {unplaced:.1%}; cannot tell {unknown:.1%} of answers; services without a limit {without}. Life Circle {version}, {date}.</source>
        <translation>规划标准：{standard}，判定规则：{rule}；步行者：{walker}；距道路最远 {snap:g} 米；障碍物：{barriers}。采用数据：{counts}；设施调查日期：{dates}。未接入路网的居住点占 {unplaced:.1%}；无法判定的结果占 {unknown:.1%}；标准未给出限值的服务 {without} 项。生活圈 {version}，{date}。</translation>
    </message>
    <message>
        <location filename="../gis/stamp.py"/>
        <source>respected</source>
        <translation>已考虑</translation>
    </message>
    <message>
        <location filename="../gis/stamp.py"/>
        <source>none given</source>
        <translation>未给出</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>No field says which streets are bridges or tunnels: all are taken to be on the ground, and are joined where they cross.</source>
        <translation>没有字段注明哪些道路是桥梁或隧道：均按地面道路处理，相交处将连接。</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>{total} streets read; {count} findings.</source>
        <translation>读取道路 {total} 条，发现问题 {count} 个。</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>{count} findings are not joined: a barrier lies between. If one can walk there, a gate is missing.</source>
        <translation>{count} 处因中间隔有障碍物而未连接。如该处可以通行，说明缺少出入口。</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>{joined} ends joined, {noded} crossings given a vertex, {removed} lines removed, {trimmed} ends trimmed, {left} findings left as they are.</source>
        <translation>接上端点 {joined} 处，交叉处加结点 {noded} 处，删除线 {removed} 条，修剪端点 {trimmed} 处，未处理 {left} 处。</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>An end stops short of another line</source>
        <translation>端点未接上其他道路</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>Two lines cross without a common vertex</source>
        <translation>两线相交而无公共结点</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>The same line twice</source>
        <translation>同一条线重复绘制</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>A small part connected to nothing</source>
        <translation>与路网不相连的小段</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>A line shorter than 0.1 m</source>
        <translation>不足 0.1 米的短线</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>An end that turns back on itself</source>
        <translation>线末折返</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>A row without geometry</source>
        <translation>有属性没有图形</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>Joined</source>
        <translation>已接上</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>Given a common vertex</source>
        <translation>已加公共结点</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>Removed</source>
        <translation>已删除</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>Trimmed</source>
        <translation>已修剪</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>Not joined: a barrier lies between</source>
        <translation>未连接：中间隔有障碍物</translation>
    </message>
    <message>
        <location filename="../gis/street_preparation.py"/>
        <source>Left as it is</source>
        <translation>未处理</translation>
    </message>
    <message>
        <location filename="../gis/streets.py"/>
        <source>Streets: the file is unchanged and was read before.</source>
        <translation>道路：文件未变化，沿用先前读取的数据。</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <location filename="../reports/project.py"/>
        <source>Within the walk</source>
        <translation>步行范围以内</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <location filename="../reports/project.py"/>
        <source>Has it within the walk</source>
        <translation>步行范围内已覆盖</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>To be repaired</source>
        <translation>须修复</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>To be looked at</source>
        <translation>须核查</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>To be known</source>
        <translation>供参考</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>None missing</source>
        <translation>不缺</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>None known to be missing</source>
        <translation>无已知缺项</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>{low} to {high} missing</source>
        <translation>缺 {low}—{high} 项</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>{n} missing</source>
        <translation>缺 {n} 项</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>{low} to {high} persons without it</source>
        <translation>未覆盖 {low}—{high} 人</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>{low} persons and more without it</source>
        <translation>未覆盖 {low} 人及以上</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>Under {high} persons without it</source>
        <translation>未覆盖不足 {high} 人</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>Persons without it</source>
        <translation>未覆盖人口</translation>
    </message>
    <message>
        <location filename="../gis/styles.py"/>
        <source>Number unknown</source>
        <translation>人数未知</translation>
    </message>
    <message>
        <location filename="../gis/supply.py"/>
        <source>The facilities layer has no field '{field}'. Its fields are: {fields}. Choose the one that names the service.</source>
        <translation>设施图层没有“{field}”字段。现有字段：{fields}。请选择表示服务类别的字段。</translation>
    </message>
    <message>
        <location filename="../gis/supply.py"/>
        <source>The facilities layer has no feature that can be used ({total} features, {rejected} left out). Choose another layer, check its filter and its service field, or name services to be judged as missing.</source>
        <translation>设施图层没有可用的要素（共 {total} 个，剔除 {rejected} 个）。请另选图层，检查其筛选条件和服务类别字段，或列出应按缺失判定的服务类别。</translation>
    </message>
    <message>
        <location filename="../gis/supply.py"/>
        <source>Facilities: {count} are closed and count as no supply.</source>
        <translation>服务设施：{count} 处已关闭，不计入供给。</translation>
    </message>
    <message>
        <location filename="../gis/supply.py"/>
        <source>Facilities: {count} are planned and count as no supply yet.</source>
        <translation>服务设施：{count} 处尚在规划中，暂不计入供给。</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>No walking</source>
        <translation>禁止步行</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Footpath</source>
        <translation>步行道</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Main street</source>
        <translation>主干道路</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Neighbourhood street</source>
        <translation>次干道路</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Street</source>
        <translation>一般道路</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Water</source>
        <translation>水体</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Railway</source>
        <translation>铁路</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Wall or fence</source>
        <translation>围墙或栅栏</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Gate or crossing</source>
        <translation>出入口或过街点</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>For the elderly</source>
        <translation>为老服务</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Childcare</source>
        <translation>托幼服务</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Schools and kindergartens</source>
        <translation>学校与幼儿园</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Health</source>
        <translation>医疗卫生</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Shops and markets</source>
        <translation>商业与菜场</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Culture</source>
        <translation>文化</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Sport</source>
        <translation>体育</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Parks and greenways</source>
        <translation>公园与绿道</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Public transport</source>
        <translation>公共交通</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Government and community</source>
        <translation>行政与社区服务</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Public utilities</source>
        <translation>市政公用</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Green space</source>
        <translation>绿地</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Public services</source>
        <translation>公共服务</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Commerce</source>
        <translation>商业</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Railway, storage</source>
        <translation>铁路、仓储</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Unsatisfied</source>
        <translation>不满意</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Neither</source>
        <translation>一般</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>Satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <source>No rating</source>
        <translation>未评分</translation>
    </message>
    <message>
        <location filename="../gis/survey_styles.py"/>
        <location filename="../ui/opinion_form.ui"/>
        <source>Opinion</source>
        <translation>居民意见</translation>
    </message>
    <message>
        <location filename="../gis/walks.py"/>
        <source>The destinations layer has no field '{field}'. Its fields are: {fields}.</source>
        <translation>终点图层没有“{field}”字段。现有字段：{fields}。</translation>
    </message>
    <message>
        <location filename="../gis/walks.py"/>
        <source>The layer {layer} has no feature that can be used ({total} features, {rejected} left out). Choose another layer or check its filter.</source>
        <translation>{layer}图层没有可用的要素（共 {total} 个，剔除 {rejected} 个）。请另选图层，或检查其筛选条件。</translation>
    </message>
    <message>
        <location filename="../gis/walks.py"/>
        <source>{count} origins reach no destination (features {ids}).</source>
        <translation>{count} 个起点到不了任何终点（要素 {ids}）。</translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Diagnosis: who lacks which service within a walk</source>
        <translation>诊断：哪些居民在步行范围内缺少哪些服务</translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Survey: load streets, residents, facilities and opinions</source>
        <translation>调查：导入道路、居民、设施与居民意见</translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Load &amp;sample sub-district</source>
        <translation>加载示例街道(&amp;S)</translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Load the sample sub-district and open the diagnosis</source>
        <translation>加载示例街道并打开诊断面板</translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>&amp;Life Circle</source>
        <translation>生活圈(&amp;L)</translation>
    </message>
    <message>
        <location filename="../reports/actions_sheet.py"/>
        <source>What to do first</source>
        <translation>优先行动清单</translation>
    </message>
    <message>
        <location filename="../reports/actions_sheet.py"/>
        <source>Actions by neighbourhood and service, ranked by the persons they help times their need; what the standard requires comes first. The first {n} of {all}.</source>
        <translation>按社区和服务类别列出的行动，以“受益人数×需求”排序，标准规定应配建的优先。共 {all} 项，列出前 {n} 项。</translation>
    </message>
    <message>
        <location filename="../reports/bars.py"/>
        <source>has it within the walk</source>
        <translation>步行范围内已覆盖</translation>
    </message>
    <message>
        <location filename="../reports/bars.py"/>
        <source>lacks it</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <location filename="../reports/bars.py"/>
        <source>cannot tell</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <location filename="../reports/bars.py"/>
        <source>not placed</source>
        <translation>未接入路网</translation>
    </message>
    <message>
        <location filename="../reports/bars.py"/>
        <source>Share of the people it is for</source>
        <translation>占该项服务目标人群的比例</translation>
    </message>
    <message>
        <location filename="../reports/bars.py"/>
        <source>has it</source>
        <translation>已覆盖</translation>
    </message>
    <message>
        <location filename="../reports/bars.py"/>
        <source>lack it</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <location filename="../reports/bars.py"/>
        <source>within {limit}, {group}</source>
        <translation>{limit}以内，{group}</translation>
    </message>
    <message>
        <location filename="../reports/demo.py"/>
        <source>{place}: who has which service within a walk</source>
        <translation>{place}：步行范围内的服务设施覆盖情况</translation>
    </message>
    <message>
        <location filename="../reports/demo.py"/>
        <source>The data do not say when they were surveyed.</source>
        <translation>数据未注明调查日期。</translation>
    </message>
    <message>
        <location filename="../reports/demo.py"/>
        <source>Fictional sample</source>
        <translation>虚构示例</translation>
    </message>
    <message>
        <location filename="../reports/demo.py"/>
        <source>Sheet {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <location filename="../reports/fairness_sheet.py"/>
        <source>How evenly it is shared</source>
        <translation>公平性：服务是否均等</translation>
    </message>
    <message>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Gini coefficient among persons: 0 where all have the same, towards 1 where few have everything. Worst-off tenth: the mean of the tenth of persons who have least.</source>
        <translation>基尼系数按人口计算：0 为人人均等，越接近 1 越集中于少数人。最差 10%：享有最少的 10% 人口的均值。</translation>
    </message>
    <message>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Score by age group</source>
        <translation>各年龄组得分</translation>
    </message>
    <message>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Mean of the rungs over the services that the standard requires: 0 nothing, 100 have it, good and right everywhere. The bar goes from what is known to what is possible.</source>
        <translation>标准规定应配建的各类服务等级的平均值：0 为全无，100 为处处“有、好、对”。横条为得分区间，从已确知的得分到可能达到的得分。</translation>
    </message>
    <message>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Worst-off tenth of persons</source>
        <translation>状况最差的 10% 人口</translation>
    </message>
    <message>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Gini of the score</source>
        <translation>得分的基尼系数</translation>
    </message>
    <message>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Score by neighbourhood</source>
        <translation>各社区得分</translation>
    </message>
    <message>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Supply for one person, by service</source>
        <translation>各类服务的人均供给</translation>
    </message>
    <message>
        <location filename="../reports/fairness_sheet.py"/>
        <source>Known</source>
        <translation>已知</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Quickest to close: {service}</source>
        <translation>最易补齐：{service}</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Largest gap: {service}</source>
        <translation>最大盲区：{service}</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Largest gap in a required service: {service}</source>
        <translation>必配服务的最大盲区：{service}</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <location filename="../reports/overview_sheet.py"/>
        <source>What walkers cannot cross</source>
        <translation>步行不可穿越的障碍</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <location filename="../reports/overview_sheet.py"/>
        <source>1 : {scale} at A3</source>
        <translation>A3 图幅 1:{scale}</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{persons} people at one place have none within {limit:.0f} m on foot ({where}).</source>
        <translation>{where}：1 处居住点共 {persons} 人，步行 {limit:.0f} 米内没有该项设施。</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{persons} people at {homes} places have none within {limit:.0f} m on foot ({where}).</source>
        <translation>{where}：{homes} 处居住点共 {persons} 人，步行 {limit:.0f} 米内没有该项设施。</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{persons} people at one place have none within {limit:.0f} m on foot.</source>
        <translation>1 处居住点共 {persons} 人，步行 {limit:.0f} 米内没有该项设施。</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{persons} people at {homes} places have none within {limit:.0f} m on foot.</source>
        <translation>{homes} 处居住点共 {persons} 人，步行 {limit:.0f} 米内没有该项设施。</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>people without it ({group})</source>
        <translation>人未覆盖（{group}）</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>within {limit:.0f} m on foot</source>
        <translation>步行 {limit:.0f} 米以内</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Their walk to the nearest</source>
        <translation>到最近设施的步行距离</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Who lives there</source>
        <translation>居住人口</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{low} m</source>
        <translation>{low} 米</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{low} to {high} m</source>
        <translation>{low}—{high} 米</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{n} places: no walk at all</source>
        <translation>{n} 处：完全没有步行路径</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{n} aged 0 to 2</source>
        <translation>0—2 岁 {n} 人</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{n} aged 3 to 5</source>
        <translation>3—5 岁 {n} 人</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{n} aged 6 to 11</source>
        <translation>6—11 岁 {n} 人</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>{n} aged 60 and over</source>
        <translation>60 岁及以上 {n} 人</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Without walls, water and railway it would be within the walk.</source>
        <translation>若无围墙、水体和铁路阻隔，步行范围内即可到达。</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Check the street data</source>
        <translation>核对路网数据</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>The streets near these homes are not joined to the rest.</source>
        <translation>这些居住点附近的道路未与其余路网相连。</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Hasten the planned facility</source>
        <translation>加快规划设施建设</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>A planned facility would be within the walk.</source>
        <translation>规划设施建成后即在步行范围以内。</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Build one</source>
        <translation>新建一处</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>No open facility of this kind is in the data.</source>
        <translation>数据中没有正在运营的此类设施。</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Build one nearer by</source>
        <translation>就近新建一处</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>No gate and no planned facility would bring it within the walk.</source>
        <translation>即使增设出入口或建成规划设施，仍不在步行范围以内。</translation>
    </message>
    <message>
        <location filename="../reports/gap_sheet.py"/>
        <source>Where it is</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../reports/material.py"/>
        <source>† Limit to be checked against the printed standard.</source>
        <translation>† 限值有待与标准原文核对。</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <location filename="../ui/diagnosis_layers.py"/>
        <source>Homes and their services</source>
        <translation>居住点及其服务</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <source>Within the walk of a facility</source>
        <translation>设施的步行可达范围</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <source>Ways from homes and facilities to the street</source>
        <translation>居住点和设施接入路网的连线</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <location filename="../ui/diagnosis_layers.py"/>
        <source>Matrix: neighbourhoods and services</source>
        <translation>诊断矩阵：社区×服务</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <location filename="../ui/diagnosis_layers.py"/>
        <source>Scores of neighbourhoods</source>
        <translation>各社区得分</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <source>Walls, water, railway</source>
        <translation>围墙、水体、铁路</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <source>Gates and crossings</source>
        <translation>出入口与过街点</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <source>Residents' opinions</source>
        <translation>居民意见</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Land use</source>
        <translation>用地</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Parks</source>
        <translation>公园</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <location filename="../ui/sample_layers.py"/>
        <source>Greenways</source>
        <translation>绿道</translation>
    </message>
    <message>
        <location filename="../reports/names.py"/>
        <source>Study area</source>
        <translation>评价范围</translation>
    </message>
    <message>
        <location filename="../reports/overview_sheet.py"/>
        <source>Everyday services at a glance</source>
        <translation>日常服务覆盖概览</translation>
    </message>
    <message>
        <location filename="../reports/overview_sheet.py"/>
        <source>Services within the standard's walk for at least 90 % of the people they are for: {good} of {all}.</source>
        <translation>对目标人群的覆盖率达到 90% 及以上的服务：{good} 项，共 {all} 项。</translation>
    </message>
    <message>
        <location filename="../reports/overview_sheet.py"/>
        <source>Services that a home lacks</source>
        <translation>各居住点缺少的服务项数</translation>
    </message>
    <message>
        <location filename="../reports/overview_sheet.py"/>
        <source>Who has it, who lacks it</source>
        <translation>各项服务的覆盖人群</translation>
    </message>
    <message>
        <location filename="../reports/overview_sheet.py"/>
        <location filename="../reports/table_sheet.py"/>
        <source>Not judged, as the standard gives no walk for them: {services}.</source>
        <translation>标准未给出步行限值，未作判定：{services}。</translation>
    </message>
    <message>
        <location filename="../reports/overview_sheet.py"/>
        <source>What to know about the data</source>
        <translation>数据说明</translation>
    </message>
    <message>
        <location filename="../reports/package.py"/>
        <source>The layer {name} could not be written to {path}: {reason}</source>
        <translation>无法将图层 {name} 写入 {path}：{reason}</translation>
    </message>
    <message>
        <location filename="../reports/project.py"/>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../reports/project.py"/>
        <source>All services</source>
        <translation>全部服务</translation>
    </message>
    <message>
        <location filename="../reports/project.py"/>
        <source>Locator</source>
        <translation>位置示意</translation>
    </message>
    <message>
        <location filename="../reports/project.py"/>
        <source>Gap {rank}: {service}</source>
        <translation>盲区 {rank}：{service}</translation>
    </message>
    <message>
        <location filename="../reports/project.py"/>
        <source>The gap</source>
        <translation>盲区</translation>
    </message>
    <message>
        <location filename="../reports/project.py"/>
        <source>Homes in this gap</source>
        <translation>该盲区内的居住点</translation>
    </message>
    <message>
        <location filename="../reports/project.py"/>
        <source>Lacks it too</source>
        <translation>同样未覆盖</translation>
    </message>
    <message>
        <location filename="../reports/project.py"/>
        <source>The project {path} could not be written: {reason}</source>
        <translation>无法写入工程文件 {path}：{reason}</translation>
    </message>
    <message>
        <location filename="../reports/report.py"/>
        <source>Coverage report</source>
        <translation>覆盖评估报告</translation>
    </message>
    <message>
        <location filename="../reports/report.py"/>
        <source>The report {path} could not be written. Close it if it is open elsewhere.</source>
        <translation>无法写入报告 {path}。如已在其他程序中打开，请先关闭。</translation>
    </message>
    <message>
        <location filename="../reports/right_sheet.py"/>
        <source>Right: what residents ask for</source>
        <translation>对不对：居民需要什么</translation>
    </message>
    <message>
        <location filename="../reports/right_sheet.py"/>
        <source>Mean importance and satisfaction of each service, 1 to 5, all answers of the district. Cut at the mean importance of all services and at satisfaction {cut:g}.</source>
        <translation>各类服务的重要性与满意度均值（1—5 分），按全区全部意见计算。分界线为全部服务的重要性均值和满意度 {cut:g} 分。</translation>
    </message>
    <message>
        <location filename="../reports/right_sheet.py"/>
        <source>Nobody was asked: all homes are unheard.</source>
        <translation>未征求居民意见：全部居住点均为“未听到”。</translation>
    </message>
    <message>
        <location filename="../reports/right_sheet.py"/>
        <source>Good and right</source>
        <translation>好且对</translation>
    </message>
    <message>
        <location filename="../reports/right_sheet.py"/>
        <source>Good, not right</source>
        <translation>好而不对</translation>
    </message>
    <message>
        <location filename="../reports/rung_sheets.py"/>
        <source>Have it, good, right: neighbourhoods against services</source>
        <translation>有没有、好不好、对不对：社区与服务对照</translation>
    </message>
    <message>
        <location filename="../reports/rung_sheets.py"/>
        <source>Colour: the rung that most persons are on. Figure: share of persons for whom it is good, at least (≥) where data are missing. Hatched: data missing for most. Dashed: good, residents not heard.</source>
        <translation>颜色表示多数人所处的层级；数字为服务“好”的人口占比，数据缺失时为下限（≥）。斜线：多数人数据缺失；虚线框：服务好，但居民意见不足。</translation>
    </message>
    <message>
        <location filename="../reports/rung_sheets.py"/>
        <source>Good: is what people reach enough, good, open and large enough?</source>
        <translation>好不好：可达的设施是否够用、质量好、需要时开放、规模达标</translation>
    </message>
    <message>
        <location filename="../reports/rung_sheets.py"/>
        <source>Of the persons who have the service within the walk: for whom it is good, and else the first thing that is short.</source>
        <translation>步行范围内有该项服务的居民中：服务为“好”的人数；其余按首要短板统计。</translation>
    </message>
    <message>
        <location filename="../reports/rung_sheets.py"/>
        <source>reach it</source>
        <translation>可达人数</translation>
    </message>
    <message>
        <location filename="../reports/rung_sheets.py"/>
        <source>good for</source>
        <translation>“好”的人数</translation>
    </message>
    <message>
        <location filename="../reports/rung_sheets.py"/>
        <source>short for</source>
        <translation>不足人数</translation>
    </message>
    <message>
        <location filename="../reports/services_sheet.py"/>
        <source>Have it: where each service is within the walk</source>
        <translation>有没有：各类服务的步行覆盖分布</translation>
    </message>
    <message>
        <location filename="../reports/services_sheet.py"/>
        <source>Worst covered first. Every home counts by its own walk; ◆ marks the facilities.</source>
        <translation>按覆盖率由低到高排列。各居住点按自身步行路线判定；◆ 为设施。</translation>
    </message>
    <message>
        <location filename="../reports/services_sheet.py"/>
        <source>within {limit}</source>
        <translation>{limit}以内</translation>
    </message>
    <message>
        <location filename="../reports/services_sheet.py"/>
        <source>{n} lack it</source>
        <translation>{n} 人未覆盖</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>Have it: the numbers</source>
        <translation>有没有：统计数据</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>Persons by service. Has it + lacks it + cannot tell + not placed = all.</source>
        <translation>按服务类别统计的人数。已覆盖＋未覆盖＋无法判定＋未接入路网＝总人数。</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>Limit</source>
        <translation>限值</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>Have it</source>
        <translation>已覆盖</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>Lack it</source>
        <translation>未覆盖</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>Not placed</source>
        <translation>未接入路网</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>Limit checked</source>
        <translation>限值已核对</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>to be checked †</source>
        <translation>待核对 †</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>Have it: neighbourhoods against services</source>
        <translation>有没有：社区与服务对照</translation>
    </message>
    <message>
        <location filename="../reports/table_sheet.py"/>
        <source>Share of the people who have the service within the walk; beside it, the number who lack it. A question mark: for more than half nobody can tell.</source>
        <translation>步行范围内具备该项服务的人口比例，其旁为未覆盖人数。问号：半数以上人口无法判定。</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>everyone, above all {group}</source>
        <translation>全体居民，尤其是 {group}</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>everyone</source>
        <translation>全体居民</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>aged {low} and over</source>
        <translation>{low} 岁及以上</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>aged {low}–{high}</source>
        <translation>{low}—{high} 岁</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>block</source>
        <translation>居住街坊</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>required</source>
        <translation>应配建</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>recommended</source>
        <translation>宜配建</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>on demand</source>
        <translation>按需配建</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>basic</source>
        <translation>基础保障</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>for quality</source>
        <translation>品质提升</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>{n:.0f} min</source>
        <translation>{n:.0f} 分钟</translation>
    </message>
    <message>
        <location filename="../reports/wording.py"/>
        <source>{n:.0f} m</source>
        <translation>{n:.0f} 米</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <source>There is no field {field} with the name of each area.</source>
        <translation>没有记录社区名称的字段 {field}。</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <source>Choose the field with the name, or add it.</source>
        <translation>请选择名称字段，或补充该字段。</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <source>The area has no name, so its results cannot be told apart.</source>
        <translation>该社区没有名称，结果无法区分。</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <source>Fill in the name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <source>The name {name} is there more than once; results are summed by name.</source>
        <translation>名称“{name}”出现不止一次；结果按名称汇总。</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <source>Give each area its own name, or merge them if they are one.</source>
        <translation>请为每个社区起不同的名称；若本是同一社区，请合并。</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <location filename="../survey/checks/residents.py"/>
        <source>Population</source>
        <translation>人口</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <source>Feature {other} overlaps this one on {size} m²; homes there count in both.</source>
        <translation>与要素 {other} 重叠 {size} m²，其中的居民会在两处重复计算。</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <source>Move the boundary of one to that of the other; snapping helps.</source>
        <translation>请将其中一条边界调整到另一条上，可启用捕捉。</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <source>A gap of {size} m² between areas; homes there count in none.</source>
        <translation>社区之间有 {size} m² 的空隙，其中的居民不计入任何社区。</translation>
    </message>
    <message>
        <location filename="../survey/checks/areas.py"/>
        <source>Move the boundaries together, unless nobody lives there and it is meant.</source>
        <translation>请将边界对齐；若该处无人居住且本应如此，可不处理。</translation>
    </message>
    <message>
        <location filename="../survey/checks/check.py"/>
        <source>The layer has no coordinate reference system.</source>
        <translation>该图层没有坐标参考系。</translation>
    </message>
    <message>
        <location filename="../survey/checks/check.py"/>
        <source>Set its CRS in the layer properties and check again.</source>
        <translation>请在图层属性中设置坐标参考系，然后重新检查。</translation>
    </message>
    <message>
        <location filename="../survey/checks/check.py"/>
        <source>Set the right CRS in the layer properties and check again.</source>
        <translation>请在图层属性中设置正确的坐标参考系，然后重新检查。</translation>
    </message>
    <message>
        <location filename="../survey/checks/distances.py"/>
        <source>The nearest street is {metres} m away; nobody is led farther than {limit} m to one.</source>
        <translation>距最近道路 {metres} m；超过 {limit} m 的不与道路相连。</translation>
    </message>
    <message>
        <location filename="../survey/checks/distances.py"/>
        <source>Draw the missing path, or move the feature to where it is.</source>
        <translation>请补画缺失的通道，或将要素移到正确位置。</translation>
    </message>
    <message>
        <location filename="../survey/checks/distances.py"/>
        <source>The nearest area is {metres} m away, so it counts for none of them.</source>
        <translation>距最近的社区 {metres} m，不计入任何社区。</translation>
    </message>
    <message>
        <location filename="../survey/checks/distances.py"/>
        <source>Move the feature to where it is, or delete it if it does not belong to this survey.</source>
        <translation>请将要素移到正确位置；若不属于本次调查，请删除。</translation>
    </message>
    <message>
        <location filename="../survey/checks/distances.py"/>
        <source>{count} homes lie in none of the areas; results by area leave them out.</source>
        <translation>有 {count} 处居住点不在任何社区内，按社区汇总时不包括它们。</translation>
    </message>
    <message>
        <location filename="../survey/checks/distances.py"/>
        <source>If they belong to the survey, draw their area or move the boundary.</source>
        <translation>若属于本次调查，请补画其社区或调整边界。</translation>
    </message>
    <message>
        <location filename="../survey/checks/distances.py"/>
        <source>The nearest home is {metres} m away.</source>
        <translation>距最近的居住点 {metres} m。</translation>
    </message>
    <message>
        <location filename="../survey/checks/distances.py"/>
        <source>Check the place of the answer: it should be where the person lives.</source>
        <translation>请核对该意见的位置：应为答卷人的居住地。</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>There is no field {field} with the service of each facility.</source>
        <translation>没有记录设施服务类别的字段 {field}。</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <location filename="../survey/checks/opinions.py"/>
        <source>Choose the field with the service, or add it.</source>
        <translation>请选择服务类别字段，或补充该字段。</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <location filename="../survey/checks/premises.py"/>
        <source>Floor area</source>
        <translation>建筑面积</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>Visits in a year</source>
        <translation>年服务人次</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>Events in a year</source>
        <translation>年活动场次</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>Quality</source>
        <translation>服务质量</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>Operator</source>
        <translation>运营主体</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>{name} is there twice: feature {other} has the same service within {metres} m.</source>
        <translation>“{name}”重复：要素 {other} 在 {metres} m 内，服务类别相同。</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>Delete one of the two, or give both the same site_id if they are entrances of one facility.</source>
        <translation>请删除其中一个；若为同一设施的不同入口，请填写相同的 site_id。</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>The capacity has no unit, so it cannot be compared with a standard.</source>
        <translation>容量没有单位，无法与标准比较。</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>Write the unit: places, beds or persons.</source>
        <translation>请填写单位：places（名额）、beds（床位）或 persons（人）。</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>{closed} are closed and {planned} planned; they do not count as supply.</source>
        <translation>其中 {closed} 处已关闭、{planned} 处为规划，均不计入供给。</translation>
    </message>
    <message>
        <location filename="../survey/checks/facilities.py"/>
        <source>Nothing, if that is still so.</source>
        <translation>若情况未变，无需处理。</translation>
    </message>
    <message>
        <location filename="../survey/checks/findings_layer.py"/>
        <source>{layer}: {total} features, {errors} errors, {warnings} warnings, {notes} to know.</source>
        <translation>{layer}：{total} 个要素，错误 {errors} 条，警告 {warnings} 条，提示 {notes} 条。</translation>
    </message>
    <message>
        <location filename="../survey/checks/findings_layer.py"/>
        <source>In all {errors} errors, {warnings} warnings, {notes} to know.</source>
        <translation>共计错误 {errors} 条，警告 {warnings} 条，提示 {notes} 条。</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>There is no field {field} with the service that each opinion is about.</source>
        <translation>没有记录意见所涉服务类别的字段 {field}。</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>Importance</source>
        <translation>重要性</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>Kind of opinion</source>
        <translation>意见类型</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>Way of walking</source>
        <translation>步行方式</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>The answer is there twice: feature {other} says the same at the same place.</source>
        <translation>答卷重复：要素 {other} 在同一位置内容相同。</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>Delete one of the two if one person was asked.</source>
        <translation>若为同一人的答卷，请删除其中一条。</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>The field {field} seems to hold personal data.</source>
        <translation>字段 {field} 似含个人信息。</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>Delete the field, unless those asked have agreed that it is kept and shown.</source>
        <translation>请删除该字段，除非受访者已同意保留和公开。</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>A text holds a telephone or identity number, an address or an account.</source>
        <translation>文字中含有电话、身份证号、邮箱或账号。</translation>
    </message>
    <message>
        <location filename="../survey/checks/opinions.py"/>
        <source>Take it out of the text before the data are passed on or shown.</source>
        <translation>请在数据传递或公开之前将其从文字中删去。</translation>
    </message>
    <message>
        <location filename="../survey/checks/premises.py"/>
        <source>There is no field {field} with the floor area.</source>
        <translation>没有记录建筑面积的字段 {field}。</translation>
    </message>
    <message>
        <location filename="../survey/checks/premises.py"/>
        <source>Choose the field with the floor area, or add it.</source>
        <translation>请选择建筑面积字段，或补充该字段。</translation>
    </message>
    <message>
        <location filename="../survey/checks/premises.py"/>
        <source>The floor area is not known, so nothing can be planned here.</source>
        <translation>建筑面积未知，无法在此安排设施。</translation>
    </message>
    <message>
        <location filename="../survey/checks/premises.py"/>
        <source>Fill in the floor area in square metres.</source>
        <translation>请填写建筑面积（平方米）。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>There is no field {field} with the number of residents.</source>
        <translation>没有记录居民人数的字段 {field}。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Choose the field with the number of residents, or add it.</source>
        <translation>请选择居民人数字段，或补充该字段。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>The number of residents is not known, so nobody is counted here.</source>
        <translation>居民人数未知，此处不计人数。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Fill in the number of residents; 0 only if nobody lives here.</source>
        <translation>请填写居民人数；确无人居住时才填 0。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>The home is there twice: feature {other} lies at the same place with the same values.</source>
        <translation>居住点重复：要素 {other} 位置和数值均相同。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Delete one of the two; its residents count twice.</source>
        <translation>请删除其中一个，否则居民会重复计算。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>The age groups add up to {sum} persons, the population is {population}.</source>
        <translation>各年龄段合计 {sum} 人，而人口为 {population}。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Correct the population or the age groups.</source>
        <translation>请更正人口或各年龄段人数。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>More persons are 80 and over than 60 and over.</source>
        <translation>80 岁及以上人数多于 60 岁及以上人数。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Correct the two numbers: those of 60 and over include those of 80 and over.</source>
        <translation>请更正这两个数：60 岁及以上应包含 80 岁及以上。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>There are more households than residents.</source>
        <translation>户数多于居民人数。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Check the two numbers; empty dwellings are no households.</source>
        <translation>请核对这两个数；空置住房不算户数。</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Residents 0 to 2</source>
        <translation>0—2 岁居民</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Residents 3 to 5</source>
        <translation>3—5 岁居民</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Residents 6 to 11</source>
        <translation>6—11 岁居民</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Residents 12 to 14</source>
        <translation>12—14 岁居民</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Residents 15 to 17</source>
        <translation>15—17 岁居民</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Residents 60 and over</source>
        <translation>60 岁及以上居民</translation>
    </message>
    <message>
        <location filename="../survey/checks/residents.py"/>
        <source>Residents 80 and over</source>
        <translation>80 岁及以上居民</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>The row has no geometry, so it is nowhere.</source>
        <translation>该行没有几何，不知位于何处。</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>Draw its place on the map, or delete the row.</source>
        <translation>请在地图上补画位置，或删除该行。</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>The geometry cannot be used: {reason}.</source>
        <translation>几何无法使用：{reason}。</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>Draw the geometry again, or delete the row.</source>
        <translation>请重新绘制几何，或删除该行。</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>The polygon is invalid: {reason}.</source>
        <translation>多边形无效：{reason}。</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>Move the vertices at this place so that the outline crosses itself nowhere, or run Fix geometries.</source>
        <translation>请移动此处的节点，使边界不再自相交，或运行“修复几何图形”。</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>its outline crosses itself</source>
        <translation>边界自相交</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>its outline touches itself</source>
        <translation>边界自相接</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>a hole lies outside of it</source>
        <translation>内环在外环之外</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>a hole lies within a hole</source>
        <translation>内环嵌套</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>its holes cut it into pieces</source>
        <translation>内环将其割裂</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>one part lies within another</source>
        <translation>部件相互嵌套</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>a ring is there twice</source>
        <translation>环重复</translation>
    </message>
    <message>
        <location filename="../survey/checks/shapes.py"/>
        <source>a ring has too few vertices</source>
        <translation>环的节点过少</translation>
    </message>
    <message>
        <location filename="../survey/checks/streets.py"/>
        <source>Slope</source>
        <translation>坡度</translation>
    </message>
    <message>
        <location filename="../survey/checks/streets.py"/>
        <source>{what} (feature {other}).</source>
        <translation>{what}（要素 {other}）。</translation>
    </message>
    <message>
        <location filename="../survey/checks/streets.py"/>
        <source>{what} ({metres} m of street).</source>
        <translation>{what}（道路长 {metres} m）。</translation>
    </message>
    <message>
        <location filename="../survey/checks/streets.py"/>
        <source>{what} ({metres} m long).</source>
        <translation>{what}（长 {metres} m）。</translation>
    </message>
    <message>
        <location filename="../survey/checks/streets.py"/>
        <source>Snap the end to the other line, or run Prepare streets.</source>
        <translation>请将端点捕捉到另一条线上，或运行“路网检查与修复”。</translation>
    </message>
    <message>
        <location filename="../survey/checks/streets.py"/>
        <source>Give both lines a vertex there, or run Prepare streets; if one is a bridge or tunnel, say so in its field level.</source>
        <translation>请在此处为两条线加节点，或运行“路网检查与修复”；若其一为桥梁或隧道，请在 level 字段注明。</translation>
    </message>
    <message>
        <location filename="../survey/checks/streets.py"/>
        <source>Delete one of the two, or run Prepare streets.</source>
        <translation>请删除其中一条，或运行“路网检查与修复”。</translation>
    </message>
    <message>
        <location filename="../survey/checks/streets.py"/>
        <source>Join the part to the other streets if it can be walked to, else delete it.</source>
        <translation>若可步行到达，请将其与其他道路连接，否则删除。</translation>
    </message>
    <message>
        <location filename="../survey/checks/streets.py"/>
        <source>Delete it, or run Prepare streets.</source>
        <translation>请删除，或运行“路网检查与修复”。</translation>
    </message>
    <message>
        <location filename="../survey/checks/streets.py"/>
        <source>Delete the last vertex, or run Prepare streets.</source>
        <translation>请删除最后一个节点，或运行“路网检查与修复”。</translation>
    </message>
    <message>
        <location filename="../survey/checks/together.py"/>
        <source>All features lie {km} km or more outside of the layer {other}.</source>
        <translation>所有要素都在图层“{other}”之外 {km} km 或更远。</translation>
    </message>
    <message>
        <location filename="../survey/checks/together.py"/>
        <source>Check the CRS of both layers in their properties; one of them is probably wrong.</source>
        <translation>请在图层属性中核对两个图层的坐标参考系，其中之一可能有误。</translation>
    </message>
    <message>
        <location filename="../survey/checks/together.py"/>
        <source>The places are {metres} m off, as map services shift them ({system}).</source>
        <translation>位置偏移 {metres} m，与地图服务的加偏（{system}）相符。</translation>
    </message>
    <message>
        <location filename="../survey/checks/together.py"/>
        <source>Run Correct coordinates of Chinese map services on the layer, or load it again with its map service chosen.</source>
        <translation>请对该图层运行“地图坐标纠偏”，或选择其地图服务后重新载入。</translation>
    </message>
    <message>
        <location filename="../survey/checks/together.py"/>
        <source>In the {side}, the streets reach {metres} m beyond {inner}; the longest walk is {limit} m.</source>
        <translation>{side}路网仅超出“{inner}”{metres} m，而最长步行距离为 {limit} m。</translation>
    </message>
    <message>
        <location filename="../survey/checks/together.py"/>
        <source>Add streets and facilities there, or read results near that edge with care.</source>
        <translation>请补充该侧的道路和设施，否则对该边缘附近的结果应谨慎使用。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>{title}: {value} is no number.</source>
        <translation>{title}：“{value}”不是数字。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Write the number in digits, or leave the field empty if it is not known.</source>
        <translation>请填写阿拉伯数字；不清楚时留空。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>{title}: {value} is below zero.</source>
        <translation>{title}：{value} 小于零。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Correct the number, or leave the field empty if it is not known.</source>
        <translation>请更正数值；不清楚时留空。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>{title}: 0 cannot be.</source>
        <translation>{title}：不可能为 0。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>{title}: {value} is not plausible; expected are {least} to {most}.</source>
        <translation>{title}：{value} 不合理，应在 {least} 至 {most} 之间。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Check the number and its unit against the source.</source>
        <translation>请对照来源核对数值和单位。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>{title}: {value} is not between 1 and 5.</source>
        <translation>{title}：{value} 不在 1 至 5 之间。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Correct the score to 1 (worst) to 5 (best), or leave it empty if it is not known.</source>
        <translation>请更正为 1（最低）至 5（最高）；不清楚时留空。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>{title}: the word {value} is not known.</source>
        <translation>{title}：无法识别“{value}”。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Write one of: {words}.</source>
        <translation>请填写下列之一：{words}。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>No service is given, so the row counts for none.</source>
        <translation>未填服务类别，该行不计入任何服务。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Choose the service in the attribute form, or delete the row.</source>
        <translation>请在属性表单中选择服务类别，或删除该行。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>{name} is a total or a tier of a standard, not a facility.</source>
        <translation>“{name}”是标准中的合计项或层级，不是设施。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Choose the service that is offered here.</source>
        <translation>请选择此处实际提供的服务。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>The service {key} is not in the catalogue.</source>
        <translation>服务类别“{key}”不在目录中。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Is it {name} ({key})? Choose the service in the attribute form.</source>
        <translation>是否为“{name}”（{key}）？请在属性表单中选择服务类别。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Choose a service of the catalogue in the attribute form.</source>
        <translation>请在属性表单中选择目录中的服务类别。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>{title}: {value} lies in the future.</source>
        <translation>{title}：{value} 在今天之后。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>{title}: {value} lies before 1900.</source>
        <translation>{title}：{value} 早于 1900 年。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>{title}: {value} is no date.</source>
        <translation>{title}：“{value}”不是日期。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Correct the date, as 2025-04-03, or leave it empty if it is not known.</source>
        <translation>请更正日期（如 2025-04-03）；不清楚时留空。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Opening hours {value}: {why}</source>
        <translation>开放时间“{value}”：{why}</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Write {hours}, if that is meant.</source>
        <translation>如确为此意，请写作 {hours}。</translation>
    </message>
    <message>
        <location filename="../survey/checks/values.py"/>
        <source>Write them as Mo-Fr 07:45-16:30; Sa 09:00-12:00, or leave the field empty.</source>
        <translation>请写作 Mo-Fr 07:45-16:30; Sa 09:00-12:00 的形式，或留空。</translation>
    </message>
    <message>
        <location filename="../survey/checks/walls.py"/>
        <source>The nearest barrier is {metres} m away, so the gate opens none.</source>
        <translation>距最近的围墙等障碍物 {metres} m，该出入口不起作用。</translation>
    </message>
    <message>
        <location filename="../survey/checks/walls.py"/>
        <source>Move the gate onto its wall or fence, draw the missing one, or delete the gate.</source>
        <translation>请将出入口移到围墙上，补画缺失的围墙，或删除该出入口。</translation>
    </message>
    <message>
        <location filename="../survey/checks/walls.py"/>
        <source>There is no compound with the compound_id {name}.</source>
        <translation>没有编号（compound_id）为 {name} 的小区。</translation>
    </message>
    <message>
        <location filename="../survey/checks/walls.py"/>
        <source>Correct the compound_id of the gate, or that of its compound.</source>
        <translation>请更正出入口或小区的 compound_id。</translation>
    </message>
    <message>
        <location filename="../survey/checks/walls.py"/>
        <source>The compound has a wall but no gate, so nobody can leave it.</source>
        <translation>小区有围墙而无出入口，居民无法外出。</translation>
    </message>
    <message>
        <location filename="../survey/checks/walls.py"/>
        <source>Draw its gates, with the compound_id of the compound.</source>
        <translation>请补画出入口，并填写该小区的 compound_id。</translation>
    </message>
    <message>
        <location filename="../survey/checks/walls.py"/>
        <source>Streets cross it at {count} places without a gate; nobody walks through there.</source>
        <translation>道路在 {count} 处穿过它而没有出入口，行人不能通过。</translation>
    </message>
    <message>
        <location filename="../survey/checks/walls.py"/>
        <source>Draw the gates that are open to people on foot; nothing, if there are none.</source>
        <translation>请补画行人可通行的出入口；若确实没有，无需处理。</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>not a number</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>smaller than such a number can be</source>
        <translation>小于合理下限</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>larger than such a number can be</source>
        <translation>大于合理上限</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>not a whole number</source>
        <translation>不是整数</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>not a date</source>
        <translation>不是日期</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>day and month cannot be told apart</source>
        <translation>无法区分日与月</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>none of the words known here</source>
        <translation>无法识别的用语</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>not an age group</source>
        <translation>不是年龄段</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>this category has no service yet; map it</source>
        <translation>该类别尚未对应到设施，请先匹配</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>this category was chosen to be left out</source>
        <translation>该类别已选择不导入</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>the field that every row needs is empty</source>
        <translation>必填字段为空</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>no coordinates</source>
        <translation>缺坐标</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>coordinates that cannot be read</source>
        <translation>坐标无法识别</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>coordinates 0, 0</source>
        <translation>坐标为 0,0</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>coordinates that lie on no place of the earth</source>
        <translation>坐标超出地球范围</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>broken geometry</source>
        <translation>几何图形损坏</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>a geometry of another kind than the layer's</source>
        <translation>几何类型与图层不符</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>a total, not a row of its own</source>
        <translation>合计行，非单独记录</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>entered twice, the same as line {line}</source>
        <translation>重复登记，与第 {line} 行相同</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>the id stands in line {line} already, with other values</source>
        <translation>编号与第 {line} 行重复，但内容不同</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>x and y were exchanged</source>
        <translation>坐标 X、Y 已对调</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>said to be about that</source>
        <translation>原文为约数</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>said in words</source>
        <translation>原文为文字</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>personal data were taken out of the text</source>
        <translation>已去除文字中的个人信息</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>a polygon that crosses itself was repaired</source>
        <translation>自相交的面已修复</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/faults.py"/>
        <source>cannot be brought into the survey's CRS</source>
        <translation>无法转换到成果坐标系</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/rows.py"/>
        <source>{file} has no column {missing}; it has {columns}. Match the columns again.</source>
        <translation>{file} 中没有字段 {missing}，现有字段：{columns}。请重新匹配。</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/rows.py"/>
        <source>{file}: no column is matched to '{field}', which every row of {role} needs.</source>
        <translation>{file}：尚未匹配 {role} 的必填字段“{field}”。</translation>
    </message>
    <message>
        <location filename="../survey/cleaning/shapes.py"/>
        <source>{file} has no coordinates: no column is chosen for x and y, WKT or a place. Choose them, or join the table to a layer first.</source>
        <translation>{file} 没有坐标：未选择 X、Y 列，WKT 列或位置列。请选择，或先将表格与图层连接。</translation>
    </message>
    <message>
        <location filename="../survey/collecting.py"/>
        <source>The map has no CRS. Choose one in the project's properties.</source>
        <translation>地图没有坐标系，请在工程属性中选择。</translation>
    </message>
    <message>
        <location filename="../survey/collecting.py"/>
        <location filename="../survey/field_layers.py"/>
        <source>The layer {layer} has no CRS. Set it in the layer's properties.</source>
        <translation>图层“{layer}”没有坐标系，请在图层属性中设置。</translation>
    </message>
    <message>
        <location filename="../survey/collecting.py"/>
        <source>The place lies outside of what the CRS {crs} of the opinions can tell. Click nearer to the survey.</source>
        <translation>该位置超出居民意见图层坐标系 {crs} 的适用范围，请在调查范围附近点选。</translation>
    </message>
    <message>
        <location filename="../survey/collecting.py"/>
        <location filename="../survey/field_layers.py"/>
        <source>The opinions {layer} have no field service. Load them with the Survey dock first.</source>
        <translation>居民意见图层“{layer}”没有 service（服务类别）字段，请先用“调查数据”面板导入。</translation>
    </message>
    <message>
        <location filename="../survey/collecting.py"/>
        <source>An opinion needs a service. Choose one.</source>
        <translation>每条意见都须对应一类服务，请选择服务类别。</translation>
    </message>
    <message>
        <location filename="../survey/collecting.py"/>
        <location filename="../ui/collecting.py"/>
        <source>The layer {layer} cannot be edited. Check that its file can be written and that the layer is not set to read-only.</source>
        <translation>图层“{layer}”无法编辑，请检查文件是否可写、图层是否设为只读。</translation>
    </message>
    <message>
        <location filename="../survey/collecting.py"/>
        <source>collected in QGIS</source>
        <translation>QGIS 中采集</translation>
    </message>
    <message>
        <location filename="../survey/collecting.py"/>
        <source>Add opinion</source>
        <translation>添加意见</translation>
    </message>
    <message>
        <location filename="../survey/collecting.py"/>
        <source>The layer {layer} did not take the opinion: {why}</source>
        <translation>意见未能添加到图层“{layer}”：{why}</translation>
    </message>
    <message>
        <location filename="../survey/field_layers.py"/>
        <location filename="../survey/loading/package.py"/>
        <source>The layer {role} could not be written: {why}</source>
        <translation>图层 {role} 无法写入：{why}</translation>
    </message>
    <message>
        <location filename="../survey/field_project.py"/>
        <source>{folder} already holds {file}, perhaps with answers in it. Choose another folder.</source>
        <translation>{folder} 中已有 {file}，其中可能有调查结果，请另选文件夹。</translation>
    </message>
    <message>
        <location filename="../survey/field_project.py"/>
        <source>{folder} cannot be written: {why}. Choose another folder.</source>
        <translation>{folder} 无法写入：{why}。请另选文件夹。</translation>
    </message>
    <message>
        <location filename="../survey/field_project.py"/>
        <source>The project could not be written: {why}</source>
        <translation>工程未能保存：{why}</translation>
    </message>
    <message>
        <location filename="../survey/field_project.py"/>
        <source>collected in the field</source>
        <translation>外业采集</translation>
    </message>
    <message>
        <location filename="../survey/folder.py"/>
        <source>There is no file or folder {path}. Check the path.</source>
        <translation>找不到文件或文件夹 {path}。请检查路径。</translation>
    </message>
    <message>
        <location filename="../survey/folder.py"/>
        <source>{path} holds no survey: neither a GeoPackage with the layers {roles}, nor an OpenStreetMap file (.osm.pbf) beside a CSV with longitude, latitude and population.</source>
        <translation>{path} 中没有调查数据：既没有含 {roles} 图层的 GeoPackage，也没有 OpenStreetMap 文件（.osm.pbf）及含经度、纬度、人口的 CSV。</translation>
    </message>
    <message>
        <location filename="../survey/folder.py"/>
        <source>{path} has no row with a longitude and a latitude.</source>
        <translation>{path} 没有任何一行同时具备经度和纬度。</translation>
    </message>
    <message>
        <location filename="../survey/hours_check.py"/>
        <source>nothing is written.</source>
        <translation>没有内容。</translation>
    </message>
    <message>
        <location filename="../survey/hours_check.py"/>
        <source>something is missing before or behind a semicolon.</source>
        <translation>分号前后缺少内容。</translation>
    </message>
    <message>
        <location filename="../survey/hours_check.py"/>
        <source>{part} is not understood.</source>
        <translation>无法识别“{part}”。</translation>
    </message>
    <message>
        <location filename="../survey/hours_check.py"/>
        <source>{part} is a time without an end.</source>
        <translation>“{part}”缺少结束时间。</translation>
    </message>
    <message>
        <location filename="../survey/hours_check.py"/>
        <source>{part}: there is no such time.</source>
        <translation>“{part}”：没有这样的时间。</translation>
    </message>
    <message>
        <location filename="../survey/loading/kept_rows.py"/>
        <source>The layer {role} of the package cannot be read.</source>
        <translation>调查数据包中的图层 {role} 无法读取。</translation>
    </message>
    <message>
        <location filename="../survey/loading/load.py"/>
        <source>No source was chosen. Choose a file or layer for at least one role.</source>
        <translation>尚未选择资料，请至少为一类图层选择文件或图层。</translation>
    </message>
    <message>
        <location filename="../survey/loading/load.py"/>
        <source>{file}: there is no CRS {crs}. Choose another.</source>
        <translation>{file}：没有坐标系 {crs}，请另选。</translation>
    </message>
    <message>
        <location filename="../survey/loading/load.py"/>
        <source>{file}: nothing says which CRS its coordinates are in (such as {x}, {y}). Choose it.</source>
        <translation>{file}：坐标（如 {x}, {y}）所用坐标系未注明，请选择。</translation>
    </message>
    <message>
        <location filename="../survey/loading/load.py"/>
        <source>{role}: a layer holds one kind of geometry; load the others as a layer of their own.</source>
        <translation>{role}：一个图层只能包含一种几何类型，其余请另行导入为单独图层。</translation>
    </message>
    <message>
        <location filename="../survey/loading/package.py"/>
        <source>{file} cannot be written: {why}. Close it elsewhere, or choose another folder.</source>
        <translation>{file} 无法写入：{why}。请在其他程序中关闭该文件，或另选文件夹。</translation>
    </message>
    <message>
        <location filename="../survey/loading/package.py"/>
        <source>The layer {role} of the package is in {there}, what comes is in {here}. Load into another package, or choose the CRS {there}.</source>
        <translation>数据包中图层 {role} 的坐标系为 {there}，导入内容为 {here}。请导入到另一个数据包，或选择坐标系 {there}。</translation>
    </message>
    <message>
        <location filename="../survey/loading/package.py"/>
        <source>The layer {role} of the package cannot be edited. Close it elsewhere.</source>
        <translation>数据包中的图层 {role} 无法编辑，请在其他程序中关闭。</translation>
    </message>
    <message>
        <location filename="../survey/matching/mapping.py"/>
        <source>The mapping cannot be read: {why}. Save it again from the Survey dock.</source>
        <translation>匹配方案无法读取：{why}。请从“调查”面板重新保存。</translation>
    </message>
    <message>
        <location filename="../survey/matching/mapping.py"/>
        <source>This is no mapping of a survey that this version knows. Save it again from the Survey dock.</source>
        <translation>这不是本版本可识别的匹配方案，请从“调查”面板重新保存。</translation>
    </message>
    <message>
        <location filename="../survey/matching/mapping.py"/>
        <source>The mapping names the layer '{role}'; layers are {roles}.</source>
        <translation>匹配方案中的图层“{role}”无法识别，可用的有：{roles}。</translation>
    </message>
    <message>
        <location filename="../survey/matching/mapping.py"/>
        <source>The mapping {file} cannot be opened: {why}.</source>
        <translation>匹配方案 {file} 无法打开：{why}。</translation>
    </message>
    <message>
        <location filename="../survey/matching/mapping.py"/>
        <source>The mapping names the shift '{shift}'; there are {known}.</source>
        <translation>匹配方案中的偏移类型“{shift}”无法识别，可用的有：{known}。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>{nodes} nodes, {ways} ways and {areas} areas with tags; {outside} more objects are outside the extent.</source>
        <translation>带标签的节点 {nodes} 个、线 {ways} 条、面 {areas} 个；另有 {outside} 个对象在范围之外。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>{count} outlines of areas do not close within the file, as at the edge of an extract; these outlines are left out.</source>
        <translation>{count} 条面轮廓线在文件内没有闭合（常见于摘录边缘），已舍去。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>GDAL says: {text}</source>
        <translation>GDAL 提示：{text}</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>Streets: {total} objects with highway, {kept} walked, {left} left out.</source>
        <translation>道路：带 highway 标签的对象 {total} 个，可步行 {kept} 个，未采用 {left} 个。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>{count} lines are outlines of squares: one walks around, not across, where no way is mapped across.</source>
        <translation>{count} 条线是广场轮廓线：广场内没有绘制道路之处，只能绕行，不能横穿。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>There is no street that can be walked.</source>
        <translation>没有可以步行的道路。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>Barriers: {total} objects that may keep walkers away, {kept} taken as {lines} lines, {left} left out.</source>
        <translation>屏障：可能阻隔行人的对象 {total} 个，采用 {kept} 个（{lines} 条线），未采用 {left} 个。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>Gates: {total} gates and entrances are mapped, {kept} taken, {left} left out. Added where streets cross a barrier: {level} on bridges, in tunnels or on other layers, {shared} at common nodes.</source>
        <translation>出入口：图上大门和入口 {total} 个，采用 {kept} 个，未采用 {left} 个。道路穿过屏障处另行补充：桥梁、隧道或不同图层 {level} 处，共有节点 {shared} 处。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>{count} places where a street crosses a barrier are closed: nothing there says that one can pass. Ways: {ways}.</source>
        <translation>有 {count} 处道路穿过屏障，但没有任何信息表明可以通行，按封闭处理。道路编号：{ways}。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>Facilities: {total} pairs of an object and a service, {kept} taken at {points} points, {left} left out.</source>
        <translation>设施：对象与服务的组合 {total} 组，采用 {kept} 组（{points} 个点），未采用 {left} 组。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>{count} are drawn as open lines: their point is the middle.</source>
        <translation>{count} 处绘为不闭合的线，取其中点。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/account.py"/>
        <source>{count} objects serve none of the services, above all {kinds}.</source>
        <translation>{count} 个对象不属于任何服务类别，主要有 {kinds}。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>walked along: a street on a wall (highway={kind})</source>
        <translation>墙上可行走的道路（highway={kind}）</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>water whose outline is not closed</source>
        <translation>轮廓线不闭合的水面</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>a stream or ditch that one can step over (waterway={kind})</source>
        <translation>可以跨过的溪流或沟渠（waterway={kind}）</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>tracks that walkers cross or that are not in use (railway={kind})</source>
        <translation>行人可横穿或已停用的轨道（railway={kind}）</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>passed by walkers (barrier={kind})</source>
        <translation>行人可以通过（barrier={kind}）</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>nobody knows what stands there (barrier={kind})</source>
        <translation>不清楚是何种屏障（barrier={kind}）</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>water</source>
        <translation>水系</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>railway</source>
        <translation>铁路</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>motorway</source>
        <translation>高速公路</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>below the ground: {kind} in a tunnel or culvert</source>
        <translation>位于地下：隧道或涵洞中的{kind}</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>above the ground: {kind} on a bridge</source>
        <translation>位于高处：桥上的{kind}</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>water that is covered</source>
        <translation>加盖的水面</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>water that is dry for part of the year</source>
        <translation>一年中部分时间干涸的水面</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>tracks in a street</source>
        <translation>街道路面上的轨道</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/barriers.py"/>
        <source>a motorway open to walkers</source>
        <translation>允许步行的高速公路</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/facilities.py"/>
        <source>a relation that is no area</source>
        <translation>不构成面的关系</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/facilities.py"/>
        <source>an object whose outline is broken</source>
        <translation>轮廓线有误的对象</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/facilities.py"/>
        <source>no longer there</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/facilities.py"/>
        <source>closed to the public (access={access})</source>
        <translation>不对公众开放（access={access}）</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/facilities.py"/>
        <source>a point within an area of the same service and name</source>
        <translation>位于同类同名设施面内的点</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/gates.py"/>
        <source>an entrance of a building, on no barrier</source>
        <translation>建筑物入口，不在屏障上</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/gates.py"/>
        <source>a gate closed to the public (access={access})</source>
        <translation>不对公众开放的大门（access={access}）</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/gates.py"/>
        <source>a gate that is locked</source>
        <translation>上锁的大门</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/gates.py"/>
        <source>an exit only</source>
        <translation>仅供外出的出口</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/layers.py"/>
        <source>{path} holds no streets, barriers, gates or facilities.</source>
        <translation>{path} 中没有道路、屏障、出入口或设施。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/layers.py"/>
        <source>Nothing in {path} lies within the extent. The file covers longitudes {west:.4f} to {east:.4f} and latitudes {south:.4f} to {north:.4f}.</source>
        <translation>{path} 中没有任何对象位于该范围内。文件覆盖经度 {west:.4f} 至 {east:.4f}、纬度 {south:.4f} 至 {north:.4f}。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/objects.py"/>
        <source>{path} holds no objects with a place: it has no nodes, or nothing in it has tags. Export it again with nodes and ways.</source>
        <translation>{path} 中没有带位置的对象：没有节点，或所有对象都没有标签。请重新导出，并包含节点和线。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/objects.py"/>
        <source>{path} is no OpenStreetMap file, or is damaged at its beginning. Choose an .osm or .osm.pbf file.</source>
        <translation>{path} 不是 OpenStreetMap 文件，或文件开头已损坏。请选择 .osm 或 .osm.pbf 文件。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/objects.py"/>
        <source>{path} is no OpenStreetMap file by its name. Choose an .osm or .osm.pbf file.</source>
        <translation>从文件名看，{path} 不是 OpenStreetMap 文件。请选择 .osm 或 .osm.pbf 文件。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/objects.py"/>
        <source>{path} is empty (0 bytes). Download or export it again.</source>
        <translation>{path} 是空文件（0 字节）。请重新下载或导出。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/objects.py"/>
        <source>{path} has ways before nodes, or relations before ways. Sort it, for example with 'osmium sort', and import the sorted file.</source>
        <translation>{path} 中线排在节点之前，或关系排在线之前。请先排序（例如用 osmium sort），再导入排序后的文件。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/objects.py"/>
        <source>{path} is not whole: GDAL says '{why}'. Download or export it again.</source>
        <translation>{path} 不完整：GDAL 提示“{why}”。请重新下载或导出。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/service_rules.py"/>
        <source>{path}, line {line}: the first condition must ask for a tag, such as amenity=school.</source>
        <translation>{path} 第 {line} 行：第一个条件必须指定标签，例如 amenity=school。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/service_rules.py"/>
        <source>{path}, line {line}: there is no service '{service}'. Use a key of services.csv.</source>
        <translation>{path} 第 {line} 行：没有名为“{service}”的服务。请使用 services.csv 中的键。</translation>
    </message>
    <message>
        <location filename="../survey/openstreetmap/service_rules.py"/>
        <source>{path}, line {line}: '{text}' is no condition on tags. Write such as amenity=school, name~word, shop!=vacant or area_m2&gt;=400.</source>
        <translation>{path} 第 {line} 行：“{text}”不是标签条件。请写成 amenity=school、name~词语、shop!=vacant 或 area_m2&gt;=400 的形式。</translation>
    </message>
    <message>
        <location filename="../survey/osm_streets.py"/>
        <source>{path} holds no street that can be walked.</source>
        <translation>{path} 中没有可步行的道路。</translation>
    </message>
    <message>
        <location filename="../survey/osm_streets.py"/>
        <source>closed to walkers (foot={foot})</source>
        <translation>禁止步行（foot={foot}）</translation>
    </message>
    <message>
        <location filename="../survey/osm_streets.py"/>
        <source>not a way for walking (highway={kind})</source>
        <translation>非步行道路（highway={kind}）</translation>
    </message>
    <message>
        <location filename="../survey/osm_streets.py"/>
        <source>a road for motor vehicles only</source>
        <translation>机动车专用道路</translation>
    </message>
    <message>
        <location filename="../survey/osm_streets.py"/>
        <source>no public access (access={access})</source>
        <translation>不对公众开放（access={access}）</translation>
    </message>
    <message>
        <location filename="../survey/reading/map_layers.py"/>
        <source>There is no file {file}. Check the path.</source>
        <translation>没有文件 {file}，请检查路径。</translation>
    </message>
    <message>
        <location filename="../survey/reading/map_layers.py"/>
        <source>{file}: the file {missing} that belongs to it is missing. A shapefile is several files of one name; copy them all.</source>
        <translation>{file}：缺少配套文件 {missing}。Shapefile 由多个同名文件组成，请全部复制。</translation>
    </message>
    <message>
        <location filename="../survey/reading/map_layers.py"/>
        <source>{file} cannot be opened. It may be cut off, empty, or of a kind that QGIS does not read; copy or export it again.</source>
        <translation>{file} 无法打开：文件可能不完整、为空，或 QGIS 不支持该格式。请重新复制或导出。</translation>
    </message>
    <message>
        <location filename="../survey/reading/map_layers.py"/>
        <source>{file}: texts are read as {encoding}.</source>
        <translation>{file}：文字按 {encoding} 编码读取。</translation>
    </message>
    <message>
        <location filename="../survey/reading/repeats.py"/>
        <source>{name}: {answers} answers of {persons} persons; {silent} persons gave none.</source>
        <translation>{name}：{persons} 人共答 {answers} 条，{silent} 人未作答。</translation>
    </message>
    <message>
        <location filename="../survey/reading/repeats.py"/>
        <source>{name}: {answers} answers stand in {rows} rows; each is read as a row.</source>
        <translation>{name}：{rows} 行中含 {answers} 条回答，每条按一行读取。</translation>
    </message>
    <message>
        <location filename="../survey/reading/sources.py"/>
        <source>{file} is a folder. Choose a file in it.</source>
        <translation>{file} 是文件夹，请选择其中的文件。</translation>
    </message>
    <message>
        <location filename="../survey/reading/sources.py"/>
        <source>{file} is an OpenStreetMap file. Run 'Import OpenStreetMap file' of Life Circle in the Processing Toolbox and choose the layers that it makes.</source>
        <translation>{file} 是 OpenStreetMap 文件。请在“处理工具箱”中运行 Life Circle 的“导入 OpenStreetMap 文件”，再选择生成的图层。</translation>
    </message>
    <message>
        <location filename="../survey/reading/sources.py"/>
        <source>{file} cannot be read: {why}. Check that it is whole.</source>
        <translation>{file} 无法读取：{why}。请检查文件是否完整。</translation>
    </message>
    <message>
        <location filename="../survey/reading/table_building.py"/>
        <source>{file}: headings are in line {line}; {count} lines above them are notes.</source>
        <translation>{file}：表头在第 {line} 行，其上 {count} 行为说明。</translation>
    </message>
    <message>
        <location filename="../survey/reading/table_building.py"/>
        <source>{file}: no row holds headings; the columns are numbered.</source>
        <translation>{file}：未找到表头，各列以序号命名。</translation>
    </message>
    <message>
        <location filename="../survey/reading/table_building.py"/>
        <source>{file} has {count} columns. A table has at most {most}; check the delimiter.</source>
        <translation>{file} 有 {count} 列，最多 {most} 列，请检查分隔符。</translation>
    </message>
    <message>
        <location filename="../survey/reading/table_building.py"/>
        <source>the row has {cells} cells where the headings are {columns}</source>
        <translation>该行有 {cells} 个单元格，而表头为 {columns} 列</translation>
    </message>
    <message>
        <location filename="../survey/reading/text_tables.py"/>
        <source>{file} cannot be opened: {why}. Check the path, and close the file in other programs.</source>
        <translation>{file} 无法打开：{why}。请检查路径，并在其他程序中关闭该文件。</translation>
    </message>
    <message>
        <location filename="../survey/reading/text_tables.py"/>
        <source>{file} is being written at this moment. Wait until that is done, then load it again.</source>
        <translation>{file} 正在写入，请待写入完成后再导入。</translation>
    </message>
    <message>
        <location filename="../survey/reading/text_tables.py"/>
        <source>{file} is empty. Check that it was copied or exported as a whole.</source>
        <translation>{file} 为空，请检查复制或导出是否完整。</translation>
    </message>
    <message>
        <location filename="../survey/reading/text_tables.py"/>
        <source>{file} is no text table, though its name says so. Give it its own file ending.</source>
        <translation>{file} 的扩展名与内容不符，并非文本表格，请改用正确的扩展名。</translation>
    </message>
    <message>
        <location filename="../survey/reading/text_tables.py"/>
        <source>{file} holds no text. Export it as CSV again.</source>
        <translation>{file} 不是文本，请重新导出为 CSV。</translation>
    </message>
    <message>
        <location filename="../survey/reading/text_tables.py"/>
        <source>{file}: lines are written in different encodings (lines {lines}).</source>
        <translation>{file}：各行编码不一致（第 {lines} 行）。</translation>
    </message>
    <message>
        <location filename="../survey/reading/text_tables.py"/>
        <source>{file}: some letters cannot be read (lines {lines}).</source>
        <translation>{file}：部分文字无法识别（第 {lines} 行）。</translation>
    </message>
    <message>
        <location filename="../survey/reading/text_tables.py"/>
        <source>{file}: a quotation mark is never closed; quotation marks are read as text.</source>
        <translation>{file}：引号未闭合，引号按普通字符读取。</translation>
    </message>
    <message>
        <location filename="../survey/reading/workbooks.py"/>
        <source>{file} is protected by a password, or an old workbook under a new name. Save it in a spreadsheet as .xlsx or .csv, without a password.</source>
        <translation>{file} 有密码保护，或者是改了扩展名的旧版工作簿。请用表格软件打开，取消密码后另存为 .xlsx 或 .csv。</translation>
    </message>
    <message>
        <location filename="../survey/reading/workbooks.py"/>
        <source>{file} cannot be read as a workbook. It may be broken or protected; open it in a spreadsheet and save it as .xlsx or .csv.</source>
        <translation>{file} 无法作为工作簿读取：文件可能损坏或加密。请用电子表格软件打开后另存为 .xlsx 或 .csv。</translation>
    </message>
    <message>
        <location filename="../survey/reading/workbooks.py"/>
        <source>{file} holds no rows. Check that it is the right file.</source>
        <translation>{file} 没有数据行，请检查是否选对文件。</translation>
    </message>
    <message>
        <location filename="../survey/reading/workbooks.py"/>
        <source>{file}: sheet {sheet} is read; not read: {others}.</source>
        <translation>{file}：读取工作表 {sheet}；未读取：{others}。</translation>
    </message>
    <message>
        <location filename="../survey/reading/workbooks.py"/>
        <source>{file} is cut off or broken. Copy or export it again.</source>
        <translation>{file} 不完整或已损坏，请重新复制或导出。</translation>
    </message>
    <message>
        <location filename="../survey/reading/workbooks.py"/>
        <source>{file} would unpack from {packed} to {size} megabytes, which no survey needs. It is not opened; ask whoever sent it.</source>
        <translation>{file} 解压后将从 {packed} MB 膨胀到 {size} MB，远超调查资料所需，未予打开。请与提供者核实。</translation>
    </message>
    <message>
        <location filename="../survey/survey_form.py"/>
        <source>There is no service {keys}. Services are named as in services.csv.</source>
        <translation>没有服务设施 {keys}，代码见 services.csv。</translation>
    </message>
    <message>
        <location filename="../survey/survey_form.py"/>
        <source>{file} cannot be written. Close it elsewhere, or choose another folder.</source>
        <translation>{file} 无法写入，请在其他程序中关闭该文件，或另选文件夹。</translation>
    </message>
    <message>
        <location filename="../ui/actions_model.py"/>
        <source>Rank, by persons times need</source>
        <translation>排序：按“受益人数×需求”</translation>
    </message>
    <message>
        <location filename="../ui/actions_model.py"/>
        <source>Persons whom it helps</source>
        <translation>受益人数</translation>
    </message>
    <message>
        <location filename="../ui/actions_model.py"/>
        <source>How important residents there find the service, beside what the district finds important on average; 1 where too few were heard</source>
        <translation>当地居民对该设施的重视程度与全区平均重视程度之比；有效意见过少时取 1</translation>
    </message>
    <message>
        <location filename="../ui/algorithm_run.py"/>
        <location filename="../ui/field_work.py"/>
        <source>The algorithm {name} is not there. Is the plugin whole?</source>
        <translation>找不到算法 {name}。插件是否完整？</translation>
    </message>
    <message>
        <location filename="../ui/algorithm_run.py"/>
        <source>The algorithm cannot be run.</source>
        <translation>该算法无法运行。</translation>
    </message>
    <message>
        <location filename="../ui/algorithm_run.py"/>
        <source>The run could not be prepared.</source>
        <translation>运行准备失败。</translation>
    </message>
    <message>
        <location filename="../ui/algorithm_run.py"/>
        <source>The run failed without saying why.</source>
        <translation>运行失败，未给出原因。</translation>
    </message>
    <message>
        <location filename="../ui/algorithm_run.py"/>
        <source>The algorithm met a fault of its own: {what}. Please report it with the text under Notes.</source>
        <translation>算法自身出现故障：{what}。请连同“提示”中的文字一并反馈。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>The opinions could not be saved: {why}</source>
        <translation>意见未能保存：{why}</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>The opinions are saved in {layer}.</source>
        <translation>意见已保存到图层“{layer}”。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>Click the map where the opinion is about. Right click or Escape ends collecting.</source>
        <translation>请在地图上点选意见所指的位置。单击右键或按 Esc 结束采集。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <location filename="../ui/survey_dock.py"/>
        <source>Choose the package that the clean layers are written to.</source>
        <translation>请选择成果数据包的保存位置。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>The opinions in {file} cannot be opened. Load the survey again.</source>
        <translation>{file} 中的居民意见无法打开，请重新导入调查数据。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>The layer of opinions is no longer in the project. Press the button again to open it.</source>
        <translation>居民意见图层已不在工程中，请再次按下按钮打开。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>No opinion was added. Click the map for another.</source>
        <translation>未添加意见。可继续在地图上点选。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>The layer of opinions was removed meanwhile; the opinion is lost.</source>
        <translation>填写期间居民意见图层被移除，该条意见未能保留。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>An opinion was added; it is not saved yet. Click the map for another.</source>
        <translation>已添加一条意见，尚未保存。可继续在地图上点选。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>Numbers or addresses that lead to a person were taken out of it.</source>
        <translation>原文中可识别个人的号码或地址已隐去。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>The layer of opinions was removed from the project; collecting ended.</source>
        <translation>居民意见图层已从工程中移除，采集结束。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>Collecting ended. The opinions are not saved yet.</source>
        <translation>采集结束，意见尚未保存。</translation>
    </message>
    <message>
        <location filename="../ui/collecting.py"/>
        <source>Collecting ended.</source>
        <translation>采集结束。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.py"/>
        <source>Choose the layers and the standard, then press Diagnose.</source>
        <translation>选择图层和标准，然后点击“诊断”。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.py"/>
        <source>The sample sub-district is loaded. Press Diagnose.</source>
        <translation>示例街道已加载，请点击“诊断”。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.py"/>
        <location filename="../ui/explain_tool.py"/>
        <source>Walking the streets…</source>
        <translation>正在沿路网测算步行距离……</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.py"/>
        <location filename="../ui/findings_list.py"/>
        <source>Stopped. Nothing was added to the project.</source>
        <translation>已停止，未向工程添加任何内容。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.py"/>
        <source>Done in {seconds} s: {services} services judged, {gaps} gaps found.</source>
        <translation>完成，用时 {seconds} 秒：判定服务 {services} 项，发现盲区 {gaps} 处。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.py"/>
        <source>All actions</source>
        <translation>全部行动</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.py"/>
        <source>{service}: {n} homes for which it is not known to be good.</source>
        <translation>{service}：{n} 处居住点尚不能确认“好不好”达标。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.py"/>
        <source>{action}: {service}, {area}: {n} homes.</source>
        <translation>{action}：{service}，{area}，{n} 处居住点。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.py"/>
        <location filename="../ui/survey_dock.py"/>
        <source>Notes ({n})</source>
        <translation>提示（{n}）</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Life Circle: diagnosis</source>
        <translation>生活圈：诊断</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>&amp;Streets</source>
        <translation>路网(&amp;S)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Lines that can be walked. They may and should reach beyond the area of interest.</source>
        <translation>可步行的道路中心线。范围可以且应当超出评价范围。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>R&amp;esidents</source>
        <translation>居民(&amp;E)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Homes with their number of residents: buildings, compounds or grid cells, as points or polygons.</source>
        <translation>带居民人数的居住点：住宅楼、小区或格网，点或面均可。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Popula&amp;tion</source>
        <translation>人口(&amp;T)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Field with the number of residents of each home. Age groups are read from fields such as pop_60_plus where they are there.</source>
        <translation>各居住点居民人数的字段。如有 pop_60_plus 等字段，则从中读取各年龄段人口。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>&amp;Facilities</source>
        <translation>设施(&amp;F)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Facilities as points, lines or polygons, one row for each service.</source>
        <translation>服务设施，点、线、面均可，每项服务占一行。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <location filename="../ui/opinion_form.ui"/>
        <source>Ser&amp;vice</source>
        <translation>服务类别(&amp;V)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Field with the key of the service, such as kindergarten.</source>
        <translation>服务类别代码的字段，代码如 kindergarten（幼儿园）。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>&amp;Barriers</source>
        <translation>障碍物(&amp;B)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Walls, fences, water and railways, if known. Nobody walks across them, except at gates.</source>
        <translation>围墙、栅栏、水体和铁路（如有）。除出入口外，任何人不得穿越。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>&amp;Gates</source>
        <translation>出入口(&amp;G)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Openings in barriers, if known: compound gates, park gates, bridges, underpasses.</source>
        <translation>障碍物上的开口（如有）：小区大门、公园大门、桥梁、地下通道。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>&amp;Opinions</source>
        <translation>居民意见(&amp;O)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>What residents said, if they were asked: without it every home is unheard.</source>
        <translation>居民反映的意见（如已征询）；不提供时，所有居住点均为“意见不足”。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>&amp;Neighbourhoods</source>
        <translation>社区(&amp;N)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Polygons that results are summed by, if wanted.</source>
        <translation>用于汇总结果的范围（如需要）。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Na&amp;me</source>
        <translation>名称(&amp;M)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Field with the name of each neighbourhood.</source>
        <translation>社区名称的字段。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Judged by</source>
        <translation>判定依据</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Stan&amp;dard</source>
        <translation>规划标准(&amp;D)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>R&amp;ule</source>
        <translation>判定规则(&amp;U)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Whether the standard's minutes or its metres decide.</source>
        <translation>以标准中的分钟数还是米数为准。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <location filename="../ui/opinion_form.ui"/>
        <source>&amp;Walker</source>
        <translation>步行者(&amp;W)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Whose pace counts. By service: the pace of the people whom each service is for.</source>
        <translation>按谁的步速计算。“按服务”：取各项服务目标人群的步速。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>A criterion for which the standard sets nothing, such as a least size, is not asked. Unticked, it is unknown, and so is whether the service is good.</source>
        <translation>标准未作规定的项（如最小规模）不予考核。不勾选时，该项为未知，“好不好”也随之无法确认。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>As&amp;k only for what the standard sets</source>
        <translation>仅考核标准有规定的项(&amp;K)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Servi&amp;ces</source>
        <translation>服务类别(&amp;C)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Services to judge. None ticked: those in the facilities layer. One that is ticked and has no facility is judged as missing.</source>
        <translation>需要判定的服务类别。均未勾选：设施图层中出现的全部类别。已勾选而没有设施的类别，按缺失判定。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>&amp;Own limits</source>
        <translation>自定限值(&amp;O)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Farthest from a street</source>
        <translation>距道路最远距离</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Homes and facilities farther than this from every street are reported, not guessed. The way to the street is walked too.</source>
        <translation>距所有道路均超过此距离的居住点和设施只作提示，不作推测。走到道路的这一段也计入步行距离。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source> m</source>
        <translation> 米</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Gate tolerance</source>
        <translation>出入口容差</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Supply shared by</source>
        <translation>供给分摊方法</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>When services are needed, where it is not as in the profile, for example community_canteen=weekday_lunch|weekday_dinner; library=Sa-Su 09:00-17:00.</source>
        <translation>服务的需求时段，与内置配置不同时填写，例如 community_canteen=weekday_lunch|weekday_dinner; library=Sa-Su 09:00-17:00。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Where the field of a service's age group is missing, count all residents instead of leaving their number unknown. The table says so.</source>
        <translation>缺少某项服务的年龄段字段时，改按全体居民统计，而不记为未知。结果表会注明。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Count all residents where an age group is &amp;unknown</source>
        <translation>年龄段人数未知时按全体居民统计(&amp;U)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>By the extents of the layers. Homes near the edge walk to what lies beyond it.</source>
        <translation>按图层范围计算。边缘地带的居民会步行到范围以外的设施。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Load sam&amp;ple</source>
        <translation>加载示例(&amp;P)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Load the sample sub-district, a small fictional place with everything in it.</source>
        <translation>加载示例街道：一处要素齐全的虚构小地方。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Cance&amp;l</source>
        <translation>取消(&amp;L)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>&amp;Diagnose</source>
        <translation>诊断(&amp;D)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Find out who has which service, whether it is good and what residents ask for, and what to do. QGIS stays usable meanwhile.</source>
        <translation>查明各类服务有没有、好不好、对不对，以及该怎么做。运行期间 QGIS 可照常使用。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Score: the mean of the rungs over the services that the standard requires, from what is known to what is possible. Gini: 0 where all persons have the same.</source>
        <translation>得分：标准要求的各类服务所达层级的平均值，给出已确认值至可能值的区间。基尼系数：人人相同时为 0。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>S&amp;how all services</source>
        <translation>显示全部服务(&amp;H)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Show all services together on the map again</source>
        <translation>在地图上重新显示全部服务</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>The colour is the rung that most persons are on, the figure the share for whom the service is good. Hatched: data are missing. Dotted: good, but residents were not heard. Click a cell to see its homes.</source>
        <translation>颜色表示多数人所处的层级，数字为服务“好”的人口占比。斜线：数据缺失；虚线框：服务好，但居民意见不足。点击单元格可查看相应居住点。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>&amp;What to do</source>
        <translation>优先行动(&amp;W)</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Which actions are listed</source>
        <translation>列出哪类行动</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <source>Ranked by the persons they help times their need; what the standard requires comes first. Click one to see its homes.</source>
        <translation>按受益人数与需求权重之积排序，标准必配项优先。点击可查看相应居住点。</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_dock.ui"/>
        <location filename="../ui/survey_dock.ui"/>
        <source>Notes</source>
        <translation>提示</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_layers.py"/>
        <source>Life Circle: diagnosis ({time}, {standard})</source>
        <translation>生活圈：诊断（{time}，{standard}）</translation>
    </message>
    <message>
        <location filename="../ui/diagnosis_layers.py"/>
        <source>Score {low} to {high} of 100; worst-off tenth {worst} to {best}; Gini {gini}.</source>
        <translation>得分 {low}—{high}（满分 100）；最不利的十分之一人口 {worst}—{best}；基尼系数 {gini}。</translation>
    </message>
    <message>
        <location filename="../ui/explain_tool.py"/>
        <source>&amp;Explain a point</source>
        <translation>解释一个点(&amp;E)</translation>
    </message>
    <message>
        <location filename="../ui/explain_tool.py"/>
        <source>Explain this point: click a home, or anywhere</source>
        <translation>解释此处：点击住宅或任意位置</translation>
    </message>
    <message>
        <location filename="../ui/explain_tool.py"/>
        <source>Choose streets and residents in the Diagnosis panel first.</source>
        <translation>请先在“诊断”面板中选择道路和居民图层。</translation>
    </message>
    <message>
        <location filename="../ui/explain_tool.py"/>
        <source>A point where nobody lives ({seconds} s).</source>
        <translation>无人居住的点（{seconds} 秒）。</translation>
    </message>
    <message>
        <location filename="../ui/explain_tool.py"/>
        <source>Home {home} ({seconds} s).</source>
        <translation>住宅 {home}（{seconds} 秒）。</translation>
    </message>
    <message>
        <location filename="../ui/explanation_layers.py"/>
        <source>Life Circle: explained point</source>
        <translation>生活圈：所解释的点</translation>
    </message>
    <message>
        <location filename="../ui/explanation_panel.py"/>
        <source>Click a home, or anywhere on the map.</source>
        <translation>请点击地图上的住宅或任意位置。</translation>
    </message>
    <message>
        <location filename="../ui/explanation_panel.py"/>
        <source>{mark} {why} Rung {rung}.</source>
        <translation>{mark} {why} 等级 {rung}。</translation>
    </message>
    <message>
        <location filename="../ui/field_work.py"/>
        <source>There are no streets in the project. Load the survey first.</source>
        <translation>工程中没有路网，请先导入调查数据。</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.py"/>
        <source>Checking {layers}…</source>
        <translation>正在检查：{layers}…</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.py"/>
        <source>Click a finding to see it on the map, double-click to correct it.</source>
        <translation>单击问题可在地图上查看，双击可更正。</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.py"/>
        <source>{n} findings, the gravest first.</source>
        <translation>{n} 条问题，最严重的在前。</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.py"/>
        <source>Nothing was found that is wrong.</source>
        <translation>未发现问题。</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.py"/>
        <source>All ({n})</source>
        <translation>全部（{n}）</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.py"/>
        <source>The feature is not in its layer any more. Check again.</source>
        <translation>该要素已不在图层中，请重新检查。</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.py"/>
        <source>{layer} is being edited; save its edits when you are done.</source>
        <translation>“{layer}”处于编辑状态；完成后请保存编辑。</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.ui"/>
        <source>C&amp;heck</source>
        <translation>检查(&amp;H)</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.ui"/>
        <source>Look for what is wrong with the layers of the survey, each on its own and against each other</source>
        <translation>检查调查图层本身及相互之间的问题</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.ui"/>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.ui"/>
        <source>Which findings are listed</source>
        <translation>列出哪些问题</translation>
    </message>
    <message>
        <location filename="../ui/findings_list.ui"/>
        <source>Click to see it on the map, double-click to correct it</source>
        <translation>单击在地图上查看，双击更正</translation>
    </message>
    <message>
        <location filename="../ui/findings_model.py"/>
        <source>What was found</source>
        <translation>问题</translation>
    </message>
    <message>
        <location filename="../ui/inspection_task.py"/>
        <source>Looking at the survey's sources</source>
        <translation>正在查看调查资料</translation>
    </message>
    <message>
        <location filename="../ui/layer_choice.py"/>
        <source>Choose the layer with the streets.</source>
        <translation>请选择路网图层。</translation>
    </message>
    <message>
        <location filename="../ui/layer_choice.py"/>
        <source>Choose the layer with the residents.</source>
        <translation>请选择居民图层。</translation>
    </message>
    <message>
        <location filename="../ui/layer_choice.py"/>
        <source>Choose the layer with the facilities.</source>
        <translation>请选择设施图层。</translation>
    </message>
    <message>
        <location filename="../ui/layer_choice.py"/>
        <source>Choose the field with the service of each facility.</source>
        <translation>请选择设施的服务类别字段。</translation>
    </message>
    <message>
        <location filename="../ui/layer_choice.py"/>
        <source>Choose a layer</source>
        <translation>选择图层</translation>
    </message>
    <message>
        <location filename="../ui/layer_choice.py"/>
        <location filename="../ui/source_rows.py"/>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../ui/mapping_files.py"/>
        <source>Open mapping</source>
        <translation>打开匹配方案</translation>
    </message>
    <message>
        <location filename="../ui/mapping_files.py"/>
        <source>Save mapping</source>
        <translation>保存匹配方案</translation>
    </message>
    <message>
        <location filename="../ui/mapping_files.py"/>
        <source>Mapping of a survey (*.json)</source>
        <translation>调查匹配方案 (*.json)</translation>
    </message>
    <message>
        <location filename="../ui/matrix_model.py"/>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <location filename="../ui/matrix_model.py"/>
        <source>The standard gives no limit: nobody can tell who has it.</source>
        <translation>该标准未规定服务半径或时间，无法判定是否覆盖。</translation>
    </message>
    <message>
        <location filename="../ui/matrix_model.py"/>
        <source>Limit: {metres} m</source>
        <translation>限值：{metres} 米</translation>
    </message>
    <message>
        <location filename="../ui/matrix_model.py"/>
        <source>The limit is to be checked against the printed standard.</source>
        <translation>限值有待与标准原文核对。</translation>
    </message>
    <message>
        <location filename="../ui/matrix_model.py"/>
        <source>The number of persons it is for is unknown.</source>
        <translation>服务对象人数未知。</translation>
    </message>
    <message>
        <location filename="../ui/matrix_model.py"/>
        <source>{n} persons</source>
        <translation>{n} 人</translation>
    </message>
    <message>
        <location filename="../ui/matrix_model.py"/>
        <source>of these {n} reach it, but it is full</source>
        <translation>其中 {n} 人可达，但设施已满负荷</translation>
    </message>
    <message>
        <location filename="../ui/opinion_form.py"/>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <location filename="../ui/opinion_form.py"/>
        <location filename="../ui/survey_dock.ui"/>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <location filename="../ui/opinion_form.ui"/>
        <source>What it is about; every opinion needs it</source>
        <translation>意见所指的服务，必填</translation>
    </message>
    <message>
        <location filename="../ui/opinion_form.ui"/>
        <source>&amp;Importance</source>
        <translation>重要程度(&amp;I)</translation>
    </message>
    <message>
        <location filename="../ui/opinion_form.ui"/>
        <source>&amp;Satisfaction</source>
        <translation>满意程度(&amp;S)</translation>
    </message>
    <message>
        <location filename="../ui/opinion_form.ui"/>
        <source>&amp;Kind</source>
        <translation>意见类型(&amp;K)</translation>
    </message>
    <message>
        <location filename="../ui/opinion_form.ui"/>
        <source>&amp;Age group</source>
        <translation>年龄组(&amp;A)</translation>
    </message>
    <message>
        <location filename="../ui/opinion_form.ui"/>
        <source>In their wor&amp;ds</source>
        <translation>意见原文(&amp;D)</translation>
    </message>
    <message>
        <location filename="../ui/opinion_form.ui"/>
        <source>Please enter no names, phone numbers or addresses; numbers that lead to a person are taken out.</source>
        <translation>请勿填写姓名、电话或住址；可识别个人的号码会自动隐去。</translation>
    </message>
    <message>
        <location filename="../ui/sample_layers.py"/>
        <source>The sample layer {name} cannot be opened.</source>
        <translation>无法打开示例图层 {name}。</translation>
    </message>
    <message>
        <location filename="../ui/sample_layers.py"/>
        <source>Sample sub-district</source>
        <translation>示例街道</translation>
    </message>
    <message>
        <location filename="../ui/sample_layers.py"/>
        <source>The sample is missing: {path}</source>
        <translation>缺少示例数据：{path}</translation>
    </message>
    <message>
        <location filename="../ui/sample_layers.py"/>
        <source>Sub-district</source>
        <translation>街道（镇）</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>None: as they are</source>
        <translation>无偏移，保持原样</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>&lt;b&gt;{layer}&lt;/b&gt;: {rows} rows in {source}</source>
        <translation>&lt;b&gt;{layer}&lt;/b&gt;：{source}，共 {rows} 行</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>Column</source>
        <translation>原表列</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>For example</source>
        <translation>示例</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>Personal data, left out: {columns}</source>
        <translation>个人信息，不导入：{columns}</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>Word in the source</source>
        <translation>原表用语</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>Leave out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>{service}?</source>
        <translation>是否为{service}？</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>{crs} {name}, {share} % inside</source>
        <translation>{crs} {name}，{share}% 落在范围内</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>, X points north</source>
        <translation>，X 为北坐标</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>These look like coordinates of a city's own grid, whose parameters are not public. Ask the surveying office for coordinates in CGCS2000, or fit the layer to control points with the Georeferencer first.</source>
        <translation>这些坐标疑似城市独立坐标系，其参数不公开。请向测绘主管部门索取 CGCS2000 坐标，或先用“地理配准”工具按控制点配准。</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>&lt;b&gt;These {points} places are off the streets by {metres} m, as {system} shifts them.&lt;/b&gt; Half of them lie within {before} m of a street as they are, within {after} m once corrected. They are corrected on loading; the source stays as it is.</source>
        <translation>&lt;b&gt;这 {points} 个位置相对道路整体偏移 {metres} 米，与 {system} 的偏移一致。&lt;/b&gt;现状有一半距道路 {before} 米以内，纠偏后为 {after} 米以内。导入时纠偏，原始资料不变。</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>{points} places were compared with the streets: they lie as they should, half of them within {metres} m of a street.</source>
        <translation>已将 {points} 个位置与道路比对：位置正常，一半距道路 {metres} 米以内。</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>Whether these places were shifted by a map service cannot be told from the streets.</source>
        <translation>依据道路无法判断这些位置是否存在地图偏移。</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>Choose the column for '{field}'.</source>
        <translation>请选择“{field}”对应的列。</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>Choose the columns with the coordinates.</source>
        <translation>请选择坐标所在的列。</translation>
    </message>
    <message>
        <location filename="../ui/source_details.py"/>
        <source>Choose the CRS of the coordinates.</source>
        <translation>请选择坐标所用的坐标系。</translation>
    </message>
    <message>
        <location filename="../ui/source_rows.py"/>
        <source>Show columns, categories and place of this source</source>
        <translation>查看该资料的字段、类别与位置</translation>
    </message>
    <message>
        <location filename="../ui/source_rows.py"/>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <location filename="../ui/source_rows.py"/>
        <source>Tables and layers (*.csv *.tsv *.txt *.xlsx *.ods *.xls *.shp *.gpkg *.geojson *.json *.kml *.fgb *.tab);;All files (*)</source>
        <translation>表格与图层 (*.csv *.tsv *.txt *.xlsx *.ods *.xls *.shp *.gpkg *.geojson *.json *.kml *.fgb *.tab);;所有文件 (*)</translation>
    </message>
    <message>
        <location filename="../ui/standard_choice.py"/>
        <source>Choose a file…</source>
        <translation>选择文件……</translation>
    </message>
    <message>
        <location filename="../ui/standard_choice.py"/>
        <source>By service</source>
        <translation>按服务</translation>
    </message>
    <message>
        <location filename="../ui/standard_choice.py"/>
        <source>Those in the facilities layer</source>
        <translation>设施图层中出现的类别</translation>
    </message>
    <message>
        <location filename="../ui/standard_choice.py"/>
        <source>Choose a standard</source>
        <translation>选择规划标准</translation>
    </message>
    <message>
        <location filename="../ui/standard_choice.py"/>
        <source>Tables (*.csv);;All files (*)</source>
        <translation>表格文件 (*.csv);;所有文件 (*)</translation>
    </message>
    <message>
        <location filename="../ui/standard_choice.py"/>
        <source>As the standard: metres</source>
        <translation>按标准规定：米</translation>
    </message>
    <message>
        <location filename="../ui/standard_choice.py"/>
        <source>As the standard: minutes</source>
        <translation>按标准规定：分钟</translation>
    </message>
    <message>
        <location filename="../ui/standard_choice.py"/>
        <source>As the standard</source>
        <translation>按标准规定</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>Looking through {folder}…</source>
        <translation>正在查看文件夹 {folder}…</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>Choose a folder, or a file or layer for at least one row.</source>
        <translation>请选择文件夹，或至少为一行选择文件或图层。</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>Loading…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>Mergin Maps could not merge {files}: see whether answers are only there. They are passed over.</source>
        <translation>Mergin Maps 未能合并 {files}，已跳过；请检查其中是否有其他文件里没有的调查结果。</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>No file there looks like part of a survey.</source>
        <translation>该文件夹中没有可识别的调查资料。</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>Something has still to be said of: {layers}.</source>
        <translation>以下资料尚需确认：{layers}。</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>Look through columns, categories and places, then press Load.</source>
        <translation>请核对字段、类别与位置，然后点击“导入”。</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>Stopped. Nothing was written.</source>
        <translation>已停止，未写入任何内容。</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>Loaded in {seconds} s: {rows} rows, {left_out} left out.</source>
        <translation>导入完成，用时 {seconds} 秒：{rows} 行，另有 {left_out} 行未导入。</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>Folder with the survey</source>
        <translation>调查资料文件夹</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>The mapping is saved in {file}.</source>
        <translation>匹配方案已保存至 {file}。</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.py"/>
        <source>Choose a folder with the survey's files, or a source for each row.</source>
        <translation>请选择调查资料文件夹，或逐行选择资料来源。</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Life Circle: survey</source>
        <translation>生活圈：调查</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>From a &amp;folder…</source>
        <translation>选择文件夹(&amp;F)…</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Look through a folder and choose a file for each kind of layer</source>
        <translation>查看文件夹，为每类图层匹配文件</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>&amp;Open mapping…</source>
        <translation>打开方案(&amp;O)…</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Take sources, columns and categories from a mapping saved before</source>
        <translation>沿用已保存的资料来源、字段与类别匹配</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>S&amp;ave mapping…</source>
        <translation>保存方案(&amp;A)…</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Keep what was matched as a file, for the next survey and for others</source>
        <translation>将匹配结果存为文件，供下次调查或他人使用</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Columns</source>
        <translation>字段</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Keep columns with personal data</source>
        <translation>保留含个人信息的字段</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>&amp;X or longitude</source>
        <translation>X 或经度(&amp;X)</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>&amp;Y or latitude</source>
        <translation>Y 或纬度(&amp;Y)</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Both in one, or W&amp;KT</source>
        <translation>合并坐标或 WKT(&amp;K)</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Stable &amp;id</source>
        <translation>固定编号(&amp;I)</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Tells rows apart when a later export is loaded</source>
        <translation>再次导入时据此识别同一记录</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Fits the others</source>
        <translation>与其他图层吻合</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>CRS that bring these rows to where the other layers are</source>
        <translation>可使这些记录与其他图层重合的坐标系</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>X points north, Y east</source>
        <translation>X 为北坐标、Y 为东坐标</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>&amp;Map service</source>
        <translation>地图偏移(&amp;M)</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>&amp;Package</source>
        <translation>数据包(&amp;P)</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>GeoPackage for the clean layers; one that is there already is brought up to date</source>
        <translation>存放成果图层的 GeoPackage；已存在的将被更新</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>&amp;Load</source>
        <translation>导入(&amp;L)</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>What was not &amp;used…</source>
        <translation>未采用内容(&amp;U)…</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Streets and opinions</source>
        <translation>路网与居民意见</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Collect opi&amp;nions</source>
        <translation>采集意见(&amp;N)</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Click the map and enter what somebody there needs</source>
        <translation>在地图上点选位置，录入居民的意见</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Sa&amp;ve opinions</source>
        <translation>保存意见(&amp;V)</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Write the opinions collected into the package</source>
        <translation>将采集的意见写入数据包</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Prepare s&amp;treets…</source>
        <translation>整理路网(&amp;T)…</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Find and repair what keeps the streets from being one network</source>
        <translation>查找并修复使路网不连通的问题</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Survey for&amp;m…</source>
        <translation>调查问卷(&amp;M)…</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Write a questionnaire for KoboToolbox, ODK and others</source>
        <translation>生成可用于 KoboToolbox、ODK 等平台的问卷</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Fi&amp;eld project…</source>
        <translation>外业工程(&amp;E)…</translation>
    </message>
    <message>
        <location filename="../ui/survey_dock.ui"/>
        <source>Write a project for collecting opinions with QField</source>
        <translation>生成可用 QField 采集意见的外业工程</translation>
    </message>
    <message>
        <location filename="../ui/survey_layers.py"/>
        <source>Not used as it stood</source>
        <translation>未按原样采用</translation>
    </message>
    <message>
        <location filename="../ui/survey_layers.py"/>
        <source>Survey: {name}</source>
        <translation>调查：{name}</translation>
    </message>
</context>
</TS>
