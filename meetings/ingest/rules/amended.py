"""How a decision says that it adopts a proposal with changes: 'Godkendt, dog således at …', 'idet afsnit 2 udgår'."""

from __future__ import annotations

import re

# 'Godkendt, dog således at …', 'med den ændring, at', 'med følgende tilføjelse', 'med forbehold for løbende
# justeringer'
_CHANGE = (
    r"(?:ændring|tilføjelse|bemærkning|præcisering|rettelse|justering|tilretning|forbehold|undtagelse|supplement|"
    r"betingelse|vilkår)"
)
# 'punkt 5 behandles før punkt 3', 'punkt 3 og 4 byttes om', 'punkt 9 tages først', 'der optages et tillægspunkt'
_ORDER = (
    r"(?:rykkes|(?:om)?byttes|bytter (?:plads|rækkefølge|nummer)|lægges sammen|optages (?:på (?:dagsordenen|mødet)|"
    r"som (?:\w+ )?punkt|et \w*punkt\b)|"
    r"(?:behandles|tages|drøftes)(?: op)? (?:som|før|efter|først|sidst|sammen|samlet|under ét|umiddelbart|"
    r"(?:for|i|på|under) (?:den |et |en )?(?:åb|luk)\w+)\b)"
)
# 'idet afsnit 2 udgår', 'idet mødet flyttes'
_CHANGES = (
    rf"(?:udgår|udgik|{_ORDER}|"
    r"(?:ændr|tilføj|præciser|rett|slett|flytt|nedsætt|forhøj|hæv|sænk|udskyd|begræns|udvid|omformuler|omskriv|"
    r"erstatt|skærp|lemp|tilrett|supplér|suppler|forkort|forlæng)es)"
)
# 'dog stemte V imod', 'Dog undlod Enhedslisten at stemme', 'dog deltog Per Holm ikke': how some voted changes nothing
_DOG = (
    r"\bdog\b(?! (?:stem(?:te|mer)|delt(?:og|ager)|i?mod|ikke af)\b| (?:tog|tager) [^.]{1,60} forbehold\b|"
    r" undl(?:od|ader)(?: [^.]{1,60})? at stemme\b)"
)
WITHIN = re.compile(
    rf"{_DOG}|\bmed (?:\w+ ){{0,3}}?{_CHANGE}(?:e?r|en|e?rne|ne)?\b|\bidet\b.{{0,80}}\b{_CHANGES}\b"
    # 'Godkendt, således at punkt 4 behandles først', 'men punkt 5 tages før punkt 4'
    rf"|\b(?:men|hvorefter|så(?:ledes|dan)?,? at) (?:punkt|pkt|sag)\b.{{0,50}}\b{_ORDER}"
    # 'på betingelse af', 'bortset fra pkt. 3', 'i ændret form', 'med de faldne bemærkninger', 'uden afsnit 4'
    r"|\bpå nær (?-i:[a-zæøå])|\bmed (?:et|det|de|\w+s) (?:\w+ )?(?:under)?ændringsforslag\b|"
    r"\bi stedet for det oprindelige\b"
    r"|^\W*det (?:ændrede|reviderede|justerede|tilrettede) forslag\b|\bpå betingelse af|\bunder forudsætning af|"
    r"\bbortset fra|"
    r"\bi (?:den |en )?(?:ændr|revider|juster|tilrett)e(?:t|de) (?:form|udgave|version)|\bsom ændret|\bundtaget\b"
    # 'inkl. de på mødet omdelte rettelser'
    # 'Bevilget med 25.000 kr., ændret i forhold til forslaget', 'Godkendt, men først fra 1. maj', 'men alene for 2021'
    r"|\bændret (?:i forhold til|fra)\b|\bmen (?:først|kun|alene|udelukkende) (?:med |fra |for |til |i |pr\.)|"
    r"\bmen (?:med (?:virkning|ikrafttræden)\b|(?:således|sådan),? at\b)"
    r"|\binkl(?:\.|usive)? .{0,50}(?:rettelser|ændringer|tilføjelser)"
    # 'med den af udvalget foreslåede ændring'
    r"|\bmed (?:den|de|det) af .{3,60}? (?:foreslåede|stillede) \w+"
    r"|\bmed de (?:faldne|fremsatte|foreslåede|nævnte)\b|\b(?:modificeret|justeret)\b|\buden (?:den )?(?:passus|"
    r"afsnit)",
    re.IGNORECASE,
)
# 'Godkendt med den bemærkning, at punkt 9 udgår', 'Dagsordenen blev godkendt, idet pkt. 26 udsættes': what binds is
# the approval, and what was taken out amends it
BY_LEAVING_OUT = re.compile(
    r"\b(?:godkendt(?:e|es)?|godkendes|vedtaget|vedtages|tiltrådt|tiltrådte|tiltrædes)\b.{0,60}?"
    r"(?:\bidet\b|\bdog\b|\bmed\b|\bbortset fra\b|\bundtagen\b|\bmen\b).{0,120}?"
    r"\b(?:udgår|udgik|udsættes|udskydes|udsat|udskudt|trækkes|oversendes|sendes tilbage|genoptages|"
    r"tages af|bortfalder)",
    re.IGNORECASE,
)
# 'Godkendt uden bemærkninger', 'med bemærkning fra A til protokollen', 'med stort flertal', 'med undtagelse af Ø, der
# stemte imod'
NO_CHANGE = re.compile(
    r"\b(?:uden|ingen) (?:\w+ )?(?:bemærkninger|ændringer)|\bmed (?:\w+ ){0,2}?bemærkninger? (?:fra|til protokollen)"
    r"|\bmed (?:\d+|et|stort) (?:stemmer|flertal)|\bmed undtagelse af [^.;]{1,80} (?:stem|undl)",
    re.IGNORECASE,
)
# 'Godkendt.' 'Dog skal …', 'Med følgende ændring: …'
NEXT = re.compile(
    rf"^\W*(?:{_DOG}|med (?:den|følgende|de|disse) (?:ændring|tilføjelse|bemærkning|præcisering|rettelse))",
    re.IGNORECASE,
)
