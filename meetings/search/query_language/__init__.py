"""The language of the search box. Plain words need none of it: they must all be there, in any inflection.

    question  =  either { "ELLER" either }            any of these
    either    =  part { [ "OG" ] part }                all of these; OG may be left out, and binds tighter than ELLER
    part      =  [ "-" ] ( word | phrase | begins | field | "(" question ")" )
    phrase    =  '"' words as written '"'
    begins    =  word "*"                              at least three letters; words as written, not their stems
    field     =  name ":" value                        the value in quotes where it has spaces: udvalg:"Børn og Unge"
    name      =  kommune | udvalg | sag | parti | dato | beløb | person

OG and ELLER (also AND and OR) are operators in capitals alone, and a minus counts only where it stands before a part
and after a space; a dash there, and NOT or IKKE in capitals, are read as one (meetings.search.question). After a
field's colon there may be a space. `parse` takes any text, says in Danish what it had to put right, and `printed`
writes what it understood, so that reading that again means the same.
"""
