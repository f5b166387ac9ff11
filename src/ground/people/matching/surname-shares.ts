/**
 * Surnames with their share of the population in hundred-thousandths: the order and sizes that the Ministry of Public Security's yearly name reports
 * (全国姓名报告) and the published counts of its household register give, rounded. Used as the prior before a street's own register is large enough to count,
 * and by the generator of synthetic people. Everybody else shares the remaining eighth.
 */
const table =
  '王7490 李7370 张7030 刘5310 陈4550 杨3370 黄2350 赵2110 吴2000 周1960 徐1500 孙1460 朱1320 马1310 胡1200 郭1150 何1070 高1040 罗990 林980 郑910 梁840 谢750 宋730 唐710 ' +
  '韩640 许640 冯630 邓620 曹620 彭590 曾570 肖550 田540 董530 袁520 于510 潘510 蒋490 杜490 蔡490 余480 程470 魏460 叶460 吕450 丁450 苏450 任430 沈420 姚420 姜410 卢410 崔400 ' +
  '钟390 谭380 汪380 范380 陆370 金370 石350 廖350 贾350 夏330 付330 方320 韦310 邹310 白300 熊300 孟300 秦300 邱280 尹270 江270 薛270 闫260 侯260 段250 雷250 史220 龙220 陶220 ' +
  '顾220 贺210 黎210 郝210 毛210 邵210 龚210 万200 钱190 武190 严190 戴190 孔180 向180 覃180 常170 汤170 莫170 康160 文160 温160 牛160 代160 赖160 洪150 葛150 施150 邢150 安150 ' +
  '樊140 齐140 乔140 易140 庞130 倪130 伍130 鲁130 聂120 章120 岳120 颜120 殷120 翟120 申110 耿110 欧110 庄110 左100 焦100 兰100 关100 俞100 柳100 甘100 祝90 包90 尚90 毕90 舒80 宁80 ' +
  '曲80 梅80 童80 阮80 纪80 季80 苗80 单80 裴80 符80 谷80 凌80 成80 霍80 盛80 詹80 冉80 路70 骆70 辛70 靳70 柯70 涂70 蓝70 欧阳70 柴70 管70 翁70 祁60 鲍60 喻60 游60 蒙60 华60 蒲60 ' +
  '房60 滕60 屈60 饶60 解60 艾60 牟60 时50 尤50 穆50 司50 吉50 车50 项40 缪40 卓40 窦40 褚40 娄40 景40 宫40 戚40 冷40 晏40 柏40 卫40 宗40 岑40 佟40 瞿40 臧40 闵30 仇30 查30 上官5 司马2 诸葛3 令狐4 皇甫4 司徒3 慕容1 尉迟1'

export const surnameShares: ReadonlyMap<string, number> = new Map(
  table.split(' ').map((entry) => [entry.replace(/\d+/, ''), Number(entry.replace(/\D+/, '')) / 100000]),
)
