"""Which sentences of a decision are about an amendment or a minority, and not about the case itself."""

from __future__ import annotations

import re

# 'Ændringsforslaget blev forkastet.', 'Forslag fra Enhedslisten om …', 'Et mindretal …'
_ASIDE = re.compile(
    r"\bændringsforslag|\bunderændring|^\W*forslag(?:et)? fra\b|^\W*(?-i:[A-ZÆØÅ])['’]?s forslag om\b|"
    # 'Lise Holm (V) foreslog på vegne af Venstre, at …', 'stillede forslag om, at …'
    r"\bforeslog\b.{0,60}, at\b|\bforeslog (?:sagen|punktet|forslaget)\b|\([A-ZÆØÅ]\) foreslår\b.{0,60}, at\b|"
    r"\bstille(?:de|r)\b.{0,60}\bforslag om\b|"
    r"\bforslag(?:et)? om (?:at )?(?:udsætt|udsæt)|\bmodforslag|\balternative forslag|"
    # but not 'Et mindretal (V) kan ikke anbefale sagen og henviser til protokollat'
    r"(?<!henviser til )(?<!henviste til )(?<!henvisning til )\bprotokol",
    re.IGNORECASE,
)
# 'V stemte imod og ønskede ført til protokol, at …': how somebody voted, and then why
_STANDS = re.compile(
    r"^.{0,200}?\b(?:forbehold|stemte|stemmer|undlod|undlader|(?:kan|kunne|vil|ville|ønsker|ønskede) ikke|"
    r"tog forbehold|"
    r"tager forbehold)\b.{0,120}?\bprotokol",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\b(?:under|mod)?(?:ændrings)?forslag(?:et)? fra\b|ændringsforslag|modforslag", re.IGNORECASE)
# 'Et mindretal bestående af Ø foreslog …', 'Mindretallet ønsker'
_MINORITY = re.compile(r"\bet? mindretal|\bmindretallet", re.IGNORECASE)
# 'For stemte Ø og F.', 'Imod stemte A, V og C.', '3 stemte for, 22 imod.', 'Forslaget bortfaldt.'
_OF_AMENDMENT = re.compile(
    r"^\W*(?:(?:for|imod|mod)(?::|\b.{0,20}\bstem)|\d{1,3}\b.{0,30}\b(?:stem|for\b|imod)|undlod\b|"
    r"[^.]{0,80}\bundlod at stemme|hverken for|"
    r"forslaget\b|ændringsforslaget\b|(?-i:[A-ZÆØÅ(),og ]+)stem)",
    re.IGNORECASE,
)
# 'Imod: V, C og O.' 'Forkastet.': right behind the sides what came of an amendment, in a word
_FATE = re.compile(r"^\W*(?:ikke )?(?:forkastet|vedtaget|nedstemt|bortfaldet|faldt)\W*$", re.IGNORECASE)
_SIDE = re.compile(r"^\W*(?:imod|mod|for|blankt?|undlod)\b", re.IGNORECASE)


def find(cut: list[str], *, minorities: bool = True) -> list[bool]:
    """For each sentence whether it is about an amendment or a minority, not about the case itself. `minorities`:
    False where what a minority voted is asked for.

    What follows an amendment goes with it as long as it tells how it was voted on and what became of it: 'For stemte
    Ø. Forslaget bortfaldt.'
    """
    beside: list[bool] = []
    before = ""
    for sentence in cut:
        if not minorities and _STANDS.match(sentence) and not _OF_OTHERS.search(sentence):
            beside.append(False)
            continue
        fate = _FATE.match(sentence) and (_SIDE.match(before) or " imod " in before)
        follows = bool(beside) and beside[-1] and bool(fate or _OF_AMENDMENT.match(sentence))
        before = sentence
        minority = minorities and _MINORITY.search(sentence)
        beside.append(follows or bool(minority or _ASIDE.search(sentence)))
    return beside
