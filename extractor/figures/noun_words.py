"""The words that the rules for counted nouns go by."""

from __future__ import annotations

from extractor.figures.tables import word_set

STOP: frozenset[str] = word_set(
    """
    a an the this that these those my your his her its our their whose which what who whom
    i you he she it we they me him them us himself herself itself themselves one's
    and or but nor so yet for as if than because while when where whereas although though
    since until unless after before once during whether how why
    of in on at by to from with without within into onto upon over under above below between
    among amid against about around across along through throughout toward towards behind beside
    besides beyond near inside outside off out up down per via like unlike despite except
    including excluding following regarding concerning according due
    is are was were be been being am has have had having do does did done doing will would shall
    should can could may might must cannot
    not no never only also just even still already again too very quite rather almost nearly
    then there here now ago later earlier apart away aside together alone each altogether overall
    respectively instead else ever often soon recently currently reportedly allegedly apparently
    said says say told tells asked added died dies die fell rose came went got took made gave
    found left held set put saw met led lost won ran hit cut shot sent kept brought began stood
    remain remained remains became become took take takes make makes get gets go goes come comes
    show shows include includes need needs want wants live lives work works
    carries serves opens closes connects requires becomes brings keeps gives seems arrives departs
    follows provides allows contains involves belongs refers applies begins
    today yesterday tomorrow tonight last next yes one ones both either neither some any
    such per cent
    it's he's she's that's there's i'm we're they're who's
    """
)
"""Words that no counted noun holds."""

ZERO_PLURALS: frozenset[str] = word_set(
    """
    people men women children police crew staff personnel aircraft spacecraft fish sheep cattle
    deer poultry swine salmon teeth feet geese mice oxen dead injured wounded missing homeless
    unemployed series species offspring data media criteria phenomena alumni bacteria folk youth
    military clergy infantry cavalry militia gunmen policemen policewomen firemen servicemen
    servicewomen fishermen businessmen businesswomen congressmen councilmen spokesmen salesmen
    craftsmen sportsmen sportswomen workmen townspeople tribesmen clansmen kinsmen freshmen
    grandchildren schoolchildren stepchildren tradespeople laypeople dice pence lives wives
    knives wolves shelves halves leaves loaves thieves calves themselves rank-and-file hostages
    vehicle-borne bison shrimp squid moose trout cod livestock manpower hundredweight others
    passers-by mothers-in-law runners-up quid stock
    """
)
"""Plural without an s."""

LIKE_PLURALS: frozenset[str] = word_set(
    """
    across always perhaps besides towards was has is his its this thus yes plus minus sometimes
    alas las los des us less unless afterwards upwards downwards overseas nowadays indoors
    outdoors alias atlas canvas christmas gas bias pancreas texas kansas arkansas paris
    vegas hamas dallas wales james thomas serious previous various religious famous dangerous
    anonymous virus campus bonus status census consensus crisis basis analysis diagnosis bus
    business access process success progress address press mass class glass loss boss cross
    congress illness witness fitness darkness weakness happiness princess actress waitress
    mattress fortress wilderness express nicolas douglas lucas marcus focus chorus corps
    """
)
"""Words with an s that are not plural."""

SINGULAR_HEADS: frozenset[str] = word_set(
    """
    person man woman child boy girl soldier officer policeman passenger victim survivor suspect
    attacker gunman bomber driver worker student teacher civilian resident protester bystander
    official member player goal case house home building vehicle car bus truck train plane
    helicopter ship boat drone missile bomb rocket tank vote seat point death injury arrest
    attack strike explosion blast fire flood house city town village country state company bank
    school hospital church mosque day week month year hour minute time way thing example reason
    """
)
"""Singular nouns behind which a counted phrase ends ("one man shot dead")."""

GERUND_NOUNS: frozenset[str] = word_set(
    """meeting building hearing killing shooting bombing ring king wing thing morning evening
    painting drawing recording warning landing crossing wedding string spring offering reading
    setting sibling rating ruling stabbing hanging filing posting sitting outing training being
    living leading growing missing remaining surviving serving winning losing opposing sitting
    standing existing striking"""
)
"""Words in -ing that are nouns or stand before one."""

NO_HYPHENED: frozenset[str] = word_set(
    """strong plus odd ish fold old year-old something to-one one by-one way time based off on-one
    sided hit under over and or to some ever"""
)
"""What a number and a hyphen may precede without counting it."""

PLURAL_MODIFIERS: frozenset[str] = word_set(
    """sports arms sales news rights goods systems operations services weapons drugs forces affairs
    communications resources sciences savings securities jobs women men narcotics customs means
    parts games awards profits materials earnings returns shares appeals"""
)
"""Plurals that stand before the noun they qualify: "arms dealers"."""

NUMBERS: frozenset[str] = word_set(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion"""
)
"""Number words."""


COMPOUND_MIDDLES: frozenset[str] = word_set(
    """
    equipment control squad support console transport security development software hardware
    production distribution management research industry supply training safety policy trade
    centre center department union federation association company team sector utility medicine
    enforcement recovery intelligence wear
    """
)
"""What stands between such a plural and the noun: "arms control inspectors"."""

ADJECTIVAL_PARTICIPLES: frozenset[str] = word_set(
    """
    confirmed armed failed planned proposed attempted alleged suspected disputed elected
    scheduled detailed masked hooded botched aborted disallowed televised registered disabled
    related unrelated extended limited combined retired experienced talented decorated sustained
    repeated celebrated qualified so-called crowded abandoned
    """
)
"""Participles that qualify the noun behind them more often than they are the verb."""

NO_PARTICIPLES: frozenset[str] = word_set(
    """
    seed red bed shed sled speed breed deed need feed steed weed shred hundred sacred naked moped
    hatred creed reed screed led bled bred newlywed embed watershed flatbed biped
    """
)
"""Words in -ed that are no participles."""

PERSONS: frozenset[str] = word_set(
    """
    man men woman women boy boys girl girls son sons daughter daughters brother brothers sister
    sisters mother mothers father fathers husband husbands wife wives child children kid kids
    grandfather grandmother grandparents grandson granddaughter uncle aunt nephew niece cousin
    twin twins baby teenager teenagers driver drivers suspect suspects student students teacher
    teachers pedestrian pedestrians cyclist cyclists motorcyclist motorcyclists resident residents
    people person adult adults anyone everyone someone somebody everybody anybody nobody those
    patients patient voters voter players player pensioners pensioner customers customer victims
    victim passengers passenger workers worker employees employee citizens citizen parents parent
    partner lover boyfriend girlfriend widow widower actor actress singer author writer
    """
)
"""People whose age a bare number may be: "her son was 6", "patients over 70"."""
