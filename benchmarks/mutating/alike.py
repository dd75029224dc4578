"""Words that can stand in each other's place in a quotation: related in meaning, equal in form."""

_GROUPS = """
good great fine bad terrible poor|important significant serious minor urgent vital|difficult hard easy tough simple
big huge large small enormous tiny|new old recent modern|strong weak powerful robust fragile
clear obvious unclear vague|safe dangerous secure risky|happy glad proud sad angry
sad tragic shocking horrible awful dreadful|right wrong fair|wrong false mistaken unfair|true real false accurate
fair unfair reasonable balanced|fast quick rapid slow|possible impossible likely feasible
ready prepared willing unable able|brave bold timid strong smart clever|beautiful lovely wonderful ugly
interesting exciting fascinating boring|successful effective failed useful|effective efficient useless useful
different similar separate distinct|free open closed private public|full complete partial total
final last first initial|local national regional global international|common rare frequent
specific particular general certain|long short brief|high low steep|low high extreme|careful careless cautious reckless
innovative creative original clumsy|positive negative constructive hostile|honest dishonest sincere
deep shallow profound|early late prompt|bright dark gloomy|responsible reckless|legal illegal unlawful lawful
mutual joint common|satisfactory acceptable unacceptable|persistent constant repeated patient
calculated deliberate careless planned|seamless smooth uneven broken|thankful grateful sorry
confident hopeful doubtful certain|unfortunate regrettable lucky|pragmatic practical cautious dogmatic
unfriendly hostile friendly neutral|isolated separate linked connected|unrelated separate connected linked
relevant related affected suspicious|extremely very fairly fatal deadly|fatal deadly harmless
problem issue crisis challenge question|problems issues crises challenges questions|solution answer remedy compromise
plan proposal idea scheme|plans proposals ideas schemes|decision choice ruling verdict|deal agreement contract treaty
agreement deal compromise contract|effort attempt campaign struggle|efforts attempts struggles|goal aim target ambition
strategy policy tactic|people citizens residents workers voters|person citizen individual stranger
children teenagers youngsters adults|child baby teenager|man boy guy woman|men boys women
family household community neighbourhood|families households communities|friend neighbour colleague|friends neighbours
players users fans customers|customers clients consumers users|audience public crowd|fans followers supporters critics
employees workers staff managers|team group crew staff|company firm business agency|companies firms businesses agencies
game match film show|games matches films shows|music songs records|country nation region state
countries nations regions|city town village|world planet country globe|government ministry parliament cabinet
law rule bill|laws rules bills|market industry sector business|money cash funds income|price cost fee value
prices costs fees|economy market industry|life career health freedom|lives careers futures|death injury illness
deaths injuries illnesses|attack assault raid|war conflict dispute battle|peace stability calm security
security safety privacy freedom|freedom justice dignity order|justice freedom truth order|truth reality fact lie
message statement letter speech|statement letter report speech|words remarks comments actions|reaction response answer
attention interest criticism praise|respect trust contempt pride|hope fear doubt belief|hopes fears doubts
fear anger concern worry|spirit mood attitude sense|dialogue conflict debate|determination patience courage anger
goodwill trust patience money|results outcomes figures effects|result outcome effect
experience journey adventure knowledge|service product system platform|services products systems platforms
step move stage|evidence proof data testimony|information data evidence details|basis reason evidence foundation
opportunity chance|opportunities chances|population public community|progress success growth
growth decline recovery progress|recovery decline relapse growth|addiction dependence poverty disease
disease illness virus infection|level degree share|awareness money interest alarm
conversation debate discussion meeting|conversations debates discussions|history memory past
impact effect influence burden|behaviors habits attitudes opinions|behaviours habits attitudes opinions
way manner road path|future past present|day week month year|days weeks months years|night morning day
morning evening afternoon|hour day minute|meeting session conference debate|movie album series book
brand image name reputation|budget fund account|campaign project programme drive|mission project task purpose
space room land|dream nightmare wish hope|material substance|performance show concert appearance
performances shows concerts|label company studio manager|artist singer actor writer|artists singers actors writers
platform system website network|fight battle dispute argument|talks negotiations meetings
consultations negotiations meetings talks|tactics methods arguments|develop build design create destroy
create build destroy invent|build create destroy develop|deliver provide promise offer|offer provide give deny
give offer send deny|provide offer supply deny|help support hinder encourage|improve change worsen
reduce cut increase limit|increase reduce raise limit|protect defend threaten harm|stop prevent continue start
start stop|prevent stop allow cause|allow permit forbid enable|reach miss achieve touch|achieve reach miss
believe think doubt hope|think believe doubt hope|know believe doubt suspect|understand know ignore accept
want need hope refuse|need want deserve|love like hate admire|make create break|take bring carry|bring take send carry
find lose seek|see hear notice watch|hear see feel|feel seem sound|look seem sound|happen occur end
play sing dance perform|perform sing play|buy sell rent borrow|sell buy rent|pay owe earn spend|spend earn waste save
win lose|lose win keep|keep lose hold|join leave support oppose|support oppose back defend|oppose support back
accept reject refuse approve|reject accept approve|agree disagree argue|announce reveal hide deny|explain discuss hide
discuss ignore explain debate|tell ask show|ask tell beg order|answer ask question|write read send|read write see
speak talk sing|talk speak argue|meet avoid visit see|wait hurry stay|move stay travel|run walk drive|open close
close open|hide show find|show hide prove|prove show deny|share keep hide divide|raise lower collect|avoid seek face
face avoid fear|solve ignore study create|address ignore solve|combat fight ignore cause|educate inform warn entertain
lead follow guide|follow lead ignore|demonstrate show prove forget|consider reject ignore study|manage handle ignore
promised offered threatened refused|decided agreed refused planned|announced revealed denied confirmed
agreed refused failed|said thought knew believed|thought believed knew feared|asked told begged ordered
shocked surprised pleased worried|surprised shocked pleased|worried pleased relieved excited|excited worried pleased
disappointed pleased surprised|served denied delayed ignored|honored refused ignored approved
honoured refused ignored approved|killed injured saved|injured killed saved|lost won found|won lost|found lost hid
built designed destroyed|created designed destroyed|designed built planned|started stopped finished
stopped started finished|worked tried failed|tried failed hoped|wanted needed hoped refused|needed wanted deserved
helped hindered supported|supported opposed backed|told asked warned|made broke created|took brought gave
gave took sent|left entered joined|came went returned|went came returned|squandered wasted earned preserved
exceeded missed reached|destroyed damaged saved|damaged destroyed repaired|employed used rejected adopted
used abandoned employed|returned sent lost|based built focused|ended began failed|working trying hoping failing
trying failing hoping|growing shrinking rising falling|rising falling growing|making breaking creating
taking bringing giving|giving taking sending|looking hoping waiting|waiting hoping looking|getting becoming feeling
playing watching singing|doing saying thinking|saying thinking doing|thinking saying knowing
talking thinking worrying singing|developing changing shrinking declining|changing growing developing|helping hurting
building destroying creating|creating building destroying|coming leaving returning|going coming leaving|fighting ending
quickly slowly suddenly|slowly quickly suddenly|clearly probably possibly|probably certainly possibly
really hardly truly|always never often rarely|never always often|often rarely always|rarely often always
carefully quickly carelessly|completely partly entirely|entirely partly completely|directly secretly openly
openly secretly directly|finally recently|aggressively quietly openly slowly|productively slowly quietly
unfortunately fortunately happily|vastly slightly hardly|casually secretly officially|officially secretly privately
together separately alone|democratically secretly hastily|rapidly slowly steadily|highly hardly moderately
generally rarely sometimes
"""
_SUFFIXES = (
    ("ously", "dangerously seriously generously cautiously"),
    ("ly", "quickly slowly openly secretly rarely steadily"),
    ("ful", "powerful careful useful painful"),
    ("ous", "serious dangerous generous famous"),
    ("ive", "expensive effective aggressive positive"),
    ("able", "reasonable valuable comfortable reliable"),
    ("ical", "practical political critical typical"),
    ("less", "useless harmless endless careless"),
)


def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for group in _GROUPS.strip().replace("\n", "|").split("|"):
        members = group.split()
        for member in members:
            others = tuple(other for other in members if other != member)
            table[member] = tuple(dict.fromkeys((*table.get(member, ()), *others)))
    return table


_TABLE = _table()


def alike(word: str) -> tuple[str, ...]:
    """Words of the same form that could stand for a small-lettered word; none where no list has it."""
    if word in _TABLE:
        return _TABLE[word]
    for suffix, others in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 3:
            return tuple(others.split())
    return ()
