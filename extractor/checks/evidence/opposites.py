"""Words that turn a sentence round, as data: each line has two sides that exclude each other."""

from __future__ import annotations

from extractor.checks.evidence.stems import stem

_PAIRS = """
rise rose risen increase increased climb climbed gain gained jump jumped surge surged soar
  soared grow grew grown expand expanded | fall fell fallen decrease decreased decline declined
  drop dropped plunge plunged slump slumped slide slid shrink shrank sink sank tumble tumbled;
above over exceeding | below under;
more higher | fewer less lower;
increase increases rise rises growth gain gains | decrease decreases decline declines fall falls
  drop reduction cut cuts loss;
win won winning winner victory | lose lost losing loser defeat;
beat beats beaten defeated thrashed | lost;
killed | injured wounded hurt;
confirmed confirms confirm admitted admits admit | denied denies deny;
accepted accepts accept approved approves approve agreed backed backs | rejected rejects reject
  refused refuses refuse declined vetoed blocked;
before earlier | after later;
arrested arrests arrest detained | released releases release freed frees;
hired hires appointed appoints | fired fires sacked dismissed dismisses resigned;
opened opens open opening | closed closes close closing shut;
start started starts begin began begins launch launched | end ended ends finish finished stop
  stopped;
north northern | south southern;
east eastern | west western;
north northern south southern | east eastern west western;
supported supports support favour favor favoured | opposed opposes oppose;
bought buys buy acquired acquires | sold sells sell;
allowed allows allow permitted permits legal | banned bans ban forbidden prohibited illegal;
profit profits | loss losses;
surplus | deficit;
majority | minority;
first | last;
maximum highest | minimum lowest;
best | worst;
largest biggest | smallest;
oldest | youngest;
male man men boy boys father son brother husband | female woman women girl girls mother daughter
  sister wife;
raised raises raise lifted | lowered lowers lower cut cuts;
ahead | behind;
joined joins join | left leaves leave quit quits;
found | lost;
guilty | innocent;
conviction convicted | acquittal acquitted;
alive survived survives survive | dead died dies die;
success succeeded successful | failure failed failed unsuccessful;
positive | negative;
strong stronger strengthened | weak weaker weakened;
import imports imported | export exports exported;
upgrade upgraded | downgrade downgraded;
praised praises praise hailed welcomed | criticised criticized criticises criticizes condemned
  slammed;
borrow borrowed borrowing | lend lent lending;
arrived arrives arrive | departed departs depart;
early | late;
full | empty;
public | private;
domestic | foreign;
attack attacked attacks | defend defended defends;
increased | reduced;
"""

OPPOSITES: dict[str, frozenset[str]] = {}
"""The stems on the other side of each stem."""

ALIKE: dict[str, frozenset[str]] = {}
"""The stems on the same side as each stem: "climbed" is no change of "rose"."""

for _line in _PAIRS.split(";"):
    if "|" not in _line:
        continue
    _sides = [frozenset(stem(word) for word in side.split()) for side in _line.split("|")]
    for _mine, _theirs in (_sides, _sides[::-1]):
        for _word in _mine:
            OPPOSITES[_word] = OPPOSITES.get(_word, frozenset()) | (_theirs - _mine)
            ALIKE[_word] = ALIKE.get(_word, frozenset()) | _mine

for _word, _others in OPPOSITES.items():
    ALIKE[_word] = ALIKE[_word] - _others
