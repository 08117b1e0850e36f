"""Words as data: what the readers of a text know about English and its newsrooms.

Every set holds lower-case forms; another language is another table, not other code.
"""

from __future__ import annotations


def words(block: str) -> frozenset[str]:
    """The words of a block as a set."""
    return frozenset(block.split())


UPPER = "".join(
    chr(code) for code in [*range(0x41, 0x530), *range(0x1E00, 0x1F00)] if chr(code).isupper()
)
"""Capital letters, Latin, Greek and Cyrillic, for a character class: `re` has none."""

MONTHS = words(
    "january february march april may june july august september october november december jan"
    " feb mar apr jun jul aug sep sept oct nov dec"
)
WEEKDAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs"
    " fri sat sun"
)

TITLE_ABBREVIATIONS = words(
    "mr mrs ms mx dr prof gen lt col maj capt cpl pvt sgt cmdr adm brig rear-adm sen rep gov"
    " pres rev fr hon st mt ft messrs mlle mme supt insp det const pte amb asst assoc atty sec"
    " msgr ven sr.dr vs no nos fig vol pp ed eds cf viz approx est al dept univ"
)
"""Shortened words whose full stop never ends a sentence when a capital follows."""

OTHER_ABBREVIATIONS = words(
    "inc corp co ltd llc plc bros jr sr etc ave blvd rd hwy mo cal calif mass conn fla ga ill"
    " ind kan ky la md mich minn miss mont neb nev okla ore pa tenn tex va vt wash wis wyo ariz"
    " ark colo del n.b ont que jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed"
    " thu thurs fri sat a.m p.m am pm e.g i.e ph.d b.a m.a d.c u.s u.k u.n e.u u.s.a"
)
"""Shortened words whose full stop ends a sentence only when a usual first word follows."""

STARTERS = words(
    "the a an he she it they we i you his her its their our my this that these those there here"
    " who what when where why how but and or so yet if in on at as by for from to with after"
    " before during since until while although though because however meanwhile moreover also"
    " then now still thus therefore otherwise instead according under over about despite some"
    " many most several few all both each every another other others no not nor nearly more less"
    " one two three four five six seven eight nine ten dozens hundreds thousands last next"
    " earlier later today yesterday tomorrow once only even just such among between within"
    " without through throughout around across against along police officials authorities"
    " critics experts analysts witnesses residents investigators"
)
"""Words that often open a sentence and seldom follow an abbreviation inside one."""

DETERMINERS = words(
    "the a an this that these those his her its their our my your some several many most both"
    " all each every another any no two three four five six seven eight nine ten dozens hundreds"
    " one few other such"
)
PERSON_PRONOUNS = words("he she they i we you it who")

PREPOSITIONS = words(
    "in on at of for from to with by about after before during since until under over between"
    " among against along across around through throughout within without into onto upon near"
    " like unlike despite amid amidst towards toward outside inside beyond behind besides except"
    " above below off following regarding concerning per via because"
)
CONJUNCTIONS = words(
    "and but or nor so yet while as because when whenever where whereas if unless although"
    " though since before after until that which who whom whose what why how than whether once"
    " lest"
)
SUBORDINATORS = words(
    "while as because when whenever where whereas if unless although though since before after"
    " until once despite amid in on at during with by for from following under according asked"
    " speaking citing commenting responding writing referring"
)
AUXILIARIES = words(
    "is are was were be been being am has have had having do does did will would shall should"
    " can could may might must ought won't can't don't didn't doesn't isn't aren't wasn't"
    " weren't hasn't haven't hadn't wouldn't couldn't shouldn't not never n't cannot"
)
NEGATIONS = words("not never no nor none neither without cannot nobody nothing n't")

ADVERBS = words(
    "also later then now once still even just only again too yesterday today tomorrow tonight"
    " earlier previously recently reportedly meanwhile however therefore further furthermore"
    " soon already ago first last both all himself herself themselves itself always often never"
    " instead moreover though thus though overnight afterwards afterward since online live here"
    " there simply sometimes perhaps maybe indeed besides nevertheless nonetheless separately"
    " additionally finally initially originally"
)
TIME_NOUNS = words(
    "morning afternoon evening night week month year day weekend hour hours days weeks months"
    " years minutes noon midnight time"
)

HONORIFICS = words(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron rev reverend fr"
    " father sister brother rabbi imam sheikh ayatollah cardinal archbishop bishop pope saint st"
    " king queen prince princess duke duchess emperor sultan emir justice judge hon madam"
)
MALE_TITLES = words("mr sir lord king prince duke father fr brother baron emperor sultan emir")
FEMALE_TITLES = words("mrs ms miss dame lady queen princess duchess sister baroness madam")

RANKS = words(
    "president vice vice-president premier chancellor minister prime foreign secretary senator"
    " sen representative rep congressman congresswoman governor gov mayor councillor councilman"
    " councilwoman ambassador attorney general gen admiral adm marshal colonel col major maj"
    " captain capt lieutenant lt sergeant sgt corporal private commander cmdr brigadier"
    " commissioner chief superintendent inspector detective constable officer sheriff deputy"
    " director chairman chairwoman chair chairperson ceo executive manager coach principal dean"
    " speaker leader spokesman spokeswoman spokesperson undersecretary under-secretary"
    " administrator prosecutor lawyer counsel analyst economist scientist engineer editor"
    " reporter journalist correspondent author actor actress singer driver captain striker"
    " goalkeeper midfielder defender candidate congressperson assemblyman lawmaker mp msp mep"
    " treasurer envoy rector provost superintendent-general head founder co-founder owner first"
    " former ex then acting interim incoming outgoing late current retired senior junior"
    " assistant associate opposition defence defense finance interior health justice education"
    " trade energy transport environment agriculture home state astronaut pilot doctor nurse"
    " teacher farmer resident student researcher historian secretary-general director-general"
    " attorney-general governor-general then-president representative-elect president-elect"
    " prime-minister shadow cabinet police fire army navy tsar chieftain warlord rebel militant"
    " cleric activist campaigner"
)
"""Words that stand before a person's name and are no part of it."""

ROLE_NOUNS = words(
    "president minister premier chancellor secretary senator congressman congresswoman governor"
    " mayor ambassador general admiral colonel major captain lieutenant sergeant commander"
    " commissioner chief superintendent inspector detective officer sheriff director chairman"
    " chairwoman chair chairperson executive ceo manager coach principal dean speaker leader"
    " spokesman spokeswoman spokesperson undersecretary administrator prosecutor lawyer attorney"
    " counsel analyst economist scientist engineer editor reporter journalist correspondent"
    " author actor actress singer driver witness resident student researcher historian head"
    " founder owner farmer teacher doctor nurse pilot astronaut man woman boy girl mother father"
    " wife husband son daughter brother sister friend neighbour neighbor victim survivor suspect"
    " defendant judge bishop priest pope king queen prince princess lawmaker politician diplomat"
    " envoy expert professor campaigner activist representative member deputy adviser advisor"
    " aide official source critic scholar investigator defender striker winner champion player"
    " passenger customer worker soldier fighter candidate opponent predecessor successor boss"
    " star legend veteran ace mogul tycoon entrepreneur mp peer presenter comedian rapper host"
    " designer chef columnist attendant clerk colleague cousin nephew niece uncle aunt"
    " astronomer firefighter protester demonstrator villager trader employer retailer developer"
    " observer prisoner miner sailor surgeon paramedic fisherman shopkeeper driver treasurer"
    " cleric rector co-founder coordinator organiser organizer publisher"
)
"""Nouns for one person; their plurals count too."""

SINGLE_OFFICES = words(
    "president premier chancellor minister secretary governor mayor ambassador commissioner chief"
    " superintendent commander sheriff director chairman chairwoman chair chairperson ceo"
    " executive manager coach captain principal dean speaker leader head boss editor founder"
    " bishop archbishop administrator treasurer rector provost secretary-general director-general"
    " governor-general attorney-general vice-president president-elect skipper"
)
"""Roles that one person at a time has in one body, so that "the" names him."""

GROUP_NOUNS = words(
    "police government ministry agency council committee commission company firm group party"
    " court army military navy union union's administration authority department office bureau"
    " board bank organisation organization association institute university school hospital team"
    " club federation league charity airline network newspaper magazine broadcaster channel"
    " station media press paper website site report reports study survey poll statement"
    " documents document letter filing memo transcript complaint indictment lawsuit affidavit"
    " release announcement communique people parents sources authorities forces troops rebels"
    " militants lawyers staff crew family relatives public regulator watchdog embassy palace"
    " kremlin parliament senate congress house coalition opposition campaign spokespeople"
    " policemen firefighters men women children locals others some many researchers data figures"
    " article bulletin message email notice blog report's force service services society"
    " foundation delegation jury tribunal inquiry panel leadership management cabinet presidency"
    " brigade command centre center corporation publisher operator manufacturer"
)
"""Nouns for those who speak as a body, and for papers that are quoted."""

NATIONALITIES = words(
    "afghan albanian algerian american angolan argentine argentinian armenian australian"
    " austrian azerbaijani bahraini bangladeshi basque belarusian belgian bolivian bosnian"
    " brazilian british bulgarian burmese cambodian cameroonian canadian catalan chechen chilean"
    " chinese colombian congolese corsican croatian cuban cypriot czech danish dutch ecuadorian"
    " egyptian emirati english eritrean estonian ethiopian european filipino finnish flemish"
    " french georgian german ghanaian greek guatemalan haitian hispanic honduran hungarian"
    " icelandic indian indonesian iranian iraqi irish israeli italian jamaican japanese jewish"
    " jordanian kazakh kenyan korean kosovar kurdish kuwaiti kyrgyz laotian latino latvian"
    " lebanese liberian libyan lithuanian malaysian maltese mexican moldovan mongolian moroccan"
    " nepalese nepali nicaraguan nigerian norwegian omani pakistani palestinian panamanian"
    " paraguayan persian peruvian polish portuguese qatari romanian russian rwandan salvadoran"
    " saudi scottish senegalese serbian sicilian singaporean slovak slovakian slovenian somali"
    " soviet spanish sudanese swedish swiss syrian taiwanese tajik tanzanian thai tibetan"
    " tunisian turkish turkmen ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh"
    " yemeni zambian zimbabwean african asian arab islamic islamist muslim christian catholic"
    " protestant orthodox buddhist hindu sikh shia shiite sunni western eastern northern"
    " southern latin republican democratic conservative liberal communist socialist americans"
    " australians britons canadians chinese egyptians europeans frenchmen germans greeks indians"
    " iranians iraqis israelis italians muslims christians catholics jews pakistanis"
    " palestinians poles republicans democrats russians scots serbs spaniards swedes syrians"
    " turks ukrainians africans asians arabs kurds conservatives liberals"
)
"""Adjectives of peoples, faiths and camps, which are no names by themselves."""

PLACES = words(
    "afghanistan africa albania algeria america angola antarctica arctic argentina armenia asia"
    " athens australia austria azerbaijan baghdad bahrain bangladesh barcelona beijing beirut"
    " belarus belfast belgium berlin bolivia boston bosnia brazil britain brussels bulgaria"
    " cairo california cambodia cameroon canada chicago chile china colombia congo croatia cuba"
    " cyprus damascus delhi denmark dublin ecuador edinburgh egypt england eritrea estonia"
    " ethiopia europe finland florida france gaza geneva georgia germany ghana glasgow greece"
    " guatemala haiti hawaii honduras hungary iceland india indonesia iran iraq ireland"
    " islamabad israel istanbul italy jakarta jamaica japan jerusalem jordan kabul karachi"
    " kazakhstan kenya kosovo kuwait kyiv kiev laos latvia lebanon liberia libya lisbon"
    " lithuania liverpool london luxembourg madrid malaysia mali malta manchester melbourne"
    " mexico miami milan moldova mongolia montreal morocco moscow mozambique mumbai myanmar"
    " namibia nepal netherlands nicaragua niger nigeria norway oman ontario oslo ottawa pakistan"
    " palestine panama paraguay paris pennsylvania peru philippines poland portugal prague qatar"
    " quebec queensland romania rome russia rwanda scotland senegal seoul serbia seychelles"
    " shanghai singapore slovakia slovenia somalia spain stockholm sudan sweden switzerland"
    " sydney syria taiwan tajikistan tanzania tasmania tehran texas thailand tibet tokyo toronto"
    " tunisia turkey uganda ukraine uruguay uzbekistan venezuela victoria vienna vietnam"
    " virginia wales warsaw washington yemen zambia zimbabwe kremlin"
)
"""Single-word countries, states and great cities: never a person by themselves."""

BODY_WORDS = words(
    "agency airlines airways army association authority bank board broadcasting cabinet commission"
    " committee company congress corporation council court department federation force forces"
    " government group inc ltd ministry navy news office organisation organization parliament"
    " party plc police press secretariat senate team times trust union"
)
"""Words of the names of bodies that never name the place of an event by themselves."""

DIRECTIONS = words("north south east west northern southern eastern western new")
"""Words that make a place of its own of the name of another: "Northern Ireland", "New York"."""

ORGANISATION_WORDS = words(
    "agency airlines airways alliance army assembly association athletic authority bank"
    " basketball board cricket football hockey rugby"
    " broadcasting brotherhood bureau cabinet centre center church city club coalition college"
    " commission committee company conference confederation congress corporation council court"
    " department embassy federation force forces foundation front fund government group guard"
    " holdings hospital house inc industries institute institution international kingdom league"
    " legislature ltd media ministry mission motors movement museum nations navy network news"
    " office organisation organization parliament party police post press radio republic reserve"
    " school secretariat senate service services shipping society states systems team television"
    " times trust union united university watch office gmbh plc corp co airport station stadium"
    " street avenue road river lake sea ocean island islands bay mountain mount park square"
    " bridge county district province region valley strip bank gulf cape north south east west"
    " new state states port fort beach hill hills creek observatory telescope act treaty cup"
    " games olympics championship league award prize festival war battle day project programme"
    " program ireland zealand korea africa kong york angeles francisco delhi"
)
"""Words inside the names of bodies, places and events, which tell them from people."""

PARTICLES = words(
    "de del della der den di da dos das du van von ten ter la le los las el al bin ibn bint ben"
    " y e zu zur af av na"
)
"""Small words inside a name."""

HEADS_OF = words(
    "municipality university bank house department ministry institute council state church"
    " republic kingdom board court college school union league bureau office academy museum"
    " order society secretary association federation organisation organization isle gulf bay sea"
    " strait district city port cape lord house commission committee chamber democratic army"
    " front party movement union minister ministers doctors friends knights justice tower battle"
    " statue treaty declaration lords commons center centre province county"
)
"""Words after which "of" goes on inside a name: "University of Leeds"."""

STRONG_TITLES = words(
    "mr mrs ms miss mx dr prof professor sir dame rev reverend rabbi imam sheikh ayatollah"
    " archbishop bishop pope president vice-president minister premier chancellor secretary"
    " senator sen representative rep congressman congresswoman governor gov mayor councillor"
    " ambassador colonel captain sergeant lieutenant sgt capt col lt gen adm chairman chairwoman"
    " ceo director spokesman spokeswoman spokesperson sheriff detective inspector constable"
    " commissioner undersecretary coach manager leader speaker actor actress singer"
    " secretary-general director-general attorney-general admiral brigadier editor reporter"
    " analyst"
)
"""Titles that do not stand inside the name of a body."""

CALENDAR_WORDS = words(
    "today yesterday tomorrow tonight christmas easter ramadan passover thanksgiving halloween"
    " monday's"
)

COMMON_CAPITALS = words(
    "i i'm i've i'll i'd god internet web english tv am pm gmt utc est edt pst pdt cet bst ist"
    " percent mr mrs ms dr"
)
"""Words that are written with a capital and name nobody."""

CURRENCY_TOKENS = words(
    "rs re inr usd eur gbp kes ksh kshs sh shs tk bdt ngn zar pkr lkr npr php idr myr sgd hkd aud"
    " cad nzd jpy cny rmb chf sek nok dkk pln huf czk ghs ugx tzs etb xof xaf aed sar qar brl mxn"
    " rub uah ils thb vnd krw twd"
)
"""What stands for a currency before a number, written with capitals."""

SCALE_WORDS = words(
    "m mn mln million b bn billion tn trn trillion k thousand lakh lakhs cr crore crores"
)
"""What follows the digits of an amount."""

IRREGULAR_PAST = words(
    "went came took heard made gave became began held left led won lost met put rose fell saw"
    " got ran sent set stood spoke brought built found grew kept knew paid sold spent wore hit"
    " broke chose drew drove ate felt fought fled flew forgot froze hid hurt laid let lay lent"
    " lit meant rode rang shook shot shut sat slept stole struck swam threw understood woke"
    " withdrew dealt cut does goes comes takes makes gives has is was were are remains faces"
    " includes"
)
"""Verbs that no ending shows."""

NO_AGENTS = words(
    "number summer winter water order power paper letter matter weather river computer error"
    " factor motor floor sector tower border corner quarter disaster counter shelter shower"
    " finger october november december september chapter character charter cluster corridor"
    " danger dinner exterior interior encounter flower folder former former further higher"
    " however larger latter lower lumber master member's metaphor minor mirror monitor murder"
    " offer other over proper rather rubber rumor saucer shoulder silver smaller soccer stronger"
    " sugar super temper terror thunder timber together trailer transfer trigger tumor under"
    " vapor wonder harbor harbour labor labour behavior honor favor humor whether transistor"
    " reactor tractor elevator calculator helicopter theater tanker freighter cancer cover fever"
    " filter hammer ladder layer liver longer meter newer older outer earlier younger poster"
    " register remainder render recover reminder semester slaughter spider surrender swimmer's"
    " thriller treasure upper user's refer enter never ever over older lower later after under"
    " other inner outer tiger layer timer meter liter tower river upper minor color humor rumor"
    " favor vigor super elder eager sober poker cider diner fiber fibre cyber ether honor floor"
    " motor error prior exterior superior inferior horror mortar altar easter whatever wherever"
    " another after better bigger greater never"
)
"""Words in -er and -or that are nobody."""

OFFICE_TOPICS = words(
    "co-operation cooperation foreign affairs defence defense finance education health justice"
    " trade industry interior home state energy transport transportation environment agriculture"
    " labour labor commerce culture sport sports tourism science technology public works housing"
    " development economy economic security internal external treasury exchequer planning"
    " information communications social welfare family women youth water fisheries mines mining"
    " war peace research infrastructure immigration citizenship international policy staff"
    " operations opposition house senate men children arts letters sciences engineering medicine"
    " prevention control drug food rights customs border protection human services nature"
    " parliament cabinet government government's"
)
"""What an office is for: "Minister of Foreign Affairs" goes on to a person's name after it."""

LY_NOUNS = words("family assembly ally bully italy july reply supply sally kelly emily")
"""Nouns that end as adverbs do."""
