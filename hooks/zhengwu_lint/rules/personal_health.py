"""写出了某个人患有传染病、精神障碍等疾病。

Why
    办法第三十一条要求严格管理个人信息，防止泄露；医疗健康信息是敏感个人信息（个人信息保护法第二十八条），行政
    机关不得公开个人隐私（政府信息公开条例第十五条）。

Fails
    ```md
    李某某感染艾滋病，现住石岐街道。
    ```

    ```md
    张小虚被确诊为肺结核，已送定点医院。
    ```

Passes
    ```md
    本市今年新发现肺结核患者若干名，均已规范治疗。世界艾滋病日讲座由疾控中心张小虚主讲。
    ```

Fix
    删去姓名、住址等能认出本人的内容，只写人数和措施。

Not seen
    没有写姓名而能推出是谁的，名单里的其他疾病见 personal-details，图片和附件里的文字。
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。；;！!？?]+")


@rule(
    "personal-health",
    reads=Document,
    basis=("measures-31", "privacy-28", "openness-15"),
    severity=ERROR,
)
def personal_health(document: Document) -> Iterator[Problem]:
    """Find sentences that tell of a person an illness that does harm."""
    data = read_data("personal.yml")["health"]
    masked = re.compile(read_data("personal.yml")["person"]["masked"])
    illness = re.compile(data["illness"])
    seen: set[str] = set()
    for block in document.blocks:
        if not illness.search(block.text):
            continue
        plain = squeeze(block.text)
        for sentence in _SENTENCE.finditer(plain.text):
            if re.search(data["excused"], sentence[0]):
                continue
            for match in _told().finditer(sentence[0]):
                known = not masked.search(match["name"]) or re.search(data["located"], sentence[0])
                if not known or match[0] in seen:
                    continue
                seen.add(match[0])
                start = sentence.start() + match.start("name")
                yield Problem(
                    *block.place(plain.at(start)),
                    msg("写出了{name}的病情", name=f"{match['name'][0]}某"),
                    msg("删去姓名、住址等能认出本人的内容"),
                    match["illness"],
                )


@cache
def _told() -> re.Pattern[str]:
    data = read_data("personal.yml")
    person, health = data["person"], data["health"]
    return re.compile(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[者人生员为对象名民]))"
        rf"(?P<name>(?!{person['none']}){person['surname']}{person['given']})"
        rf"(?:[（(][^）)]{{0,12}}[)）])?(?:[，,](?:[男女]性?|\d{{1,3}}岁|[^，。；]{{1,8}}[人族])){{0,4}}"
        rf"[，,]?(?:因|由于)?(?:[于在][^，。]{{0,14}}|[\d]{{4}}年[^，。]{{0,8}})?被?{health['verb']}"
        rf"[^，。；]{{0,8}}?(?P<illness>{health['illness']})(?!{health['counted']})"
    )
