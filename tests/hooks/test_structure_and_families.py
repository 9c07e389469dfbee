"""Offers known by how they are built, and the everyday texts that are built nearly alike."""

from __future__ import annotations

import pytest

from zhengwu_lint.sources.text.offers import Around, prohibited

HOSTILE = """
【鸿运电竞】手机版-首页
聚宝平台(中国)-官方入口
飞鹰安卓版下载→银狐登录入口-人民政府
万豪真人在线娱乐
首充200送200，五倍流水可提款
澳洲28，赔率1比1.98
大乐透胆码高手亲算
三肖连准九期
丝袜人妻专区合集
地西泮免处方直邮
甩棍军刺隐蔽发货
Sportwetten Bonus ohne Einzahlung
Live nude cams free sex chat
Купить диплом недорого
""".strip().splitlines()

HONEST = """
安眠药须凭处方购买，药店应当留存处方。
子弹头高铁列车在线订购车票更方便。
象牙塔里的学生正品味经典。
市博物馆征集象牙雕刻、玳瑁制品转让线索。
熊胆粉、麝香等中药材批发价格稳定。
公交卡首充100送20。
水库水位高，高水位运行警戒。
欢迎光临东莞国际会展中心官网。
欢迎使用粤省电子社保卡，官方入口在粤省事。
中山国际(中国)有限公司投资项目签约。
西门子(中国)官网显示，新品已上市。
【粤省事平台】登录入口
【学习强国】客户端下载安装
微信小程序下载 - 支付宝客户端下载
市图书馆第12期单双周开放安排。
本期生肖邮票发行公告。
连中三期科技项目，企业信心倍增。
摇号不中退回保证金。
3D打印高手大赛。
医学伦理视频课程在线观看。
国产精品动漫短片展播
手机乱码一区
佛山体育是全球体育服务的亮点。
加拿大开奖学金申请。
Le casino de Macao propose des jeux.
""".strip().splitlines()


@pytest.mark.parametrize("text", HOSTILE)
def test_offer_by_structure_is_found(text: str) -> None:
    assert list(prohibited(text, Around()))


@pytest.mark.parametrize("text", HONEST)
def test_everyday_text_of_nearly_that_structure_is_none(text: str) -> None:
    assert not list(prohibited(text, Around()))
