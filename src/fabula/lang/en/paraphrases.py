"""Words by which the news says one thing in other words: a line is a group. General English, written for this project.

They stand for each other only beside the same names and figures; what is close and not the same stands apart.
"""

PARAPHRASES = tuple(
    tuple(line.split())
    for line in """
kill die dead death perish fatal victim
injure wound hurt
murder homicide
toll count tally number
say tell state
receive get obtain
buy purchase acquire
sell sale
lose loss cost
lower cut reduce decrease drop slash
raise increase lift boost rise climb grow
rise climb increase grow jump
fall drop decline slip decrease sink
begin start open launch
end finish stop conclude complete
resign quit departure
dismiss fire sack remove oust
name appoint install
lead head run direct chair
director head chief leader boss
chief executive boss
move take bring evacuate transfer
evacuate leave flee
build construct
rebuild reconstruct restore
repair mend fix
destroy ruin wreck
damage harm
collapse fail break burst breach
permit allow let enable authorise
forbid ban prohibit bar
order instruct command
ask request call seek demand
demand call urge
refuse reject decline
accept approve agree
approve adopt pass back
vote ballot poll
sue lawsuit suit complaint claim
settle settlement deal agreement accord
agreement accord deal treaty pact
pay compensate
compensation damages
fund money
estimate put assess
examine investigate look inquire inquiry investigation review probe
inquiry investigation probe review
commission panel
arrest detain hold
charge accuse
accuse blame
witness testify
walk march
march demonstration protest rally procession
attend join present
show reveal find
warn caution alert
warning alert alarm
expect anticipate forecast predict
predict forecast
fear worry concern
hope want wish
plan intend
promise pledge vow
announce declare
house home
household family
resident inhabitant people
citizen resident
company firm business
worker employee staff
lorry truck
road street
town city
child kid
police officer
rescuer rescue
rescue save
search look
find discover recover
flood deluge
fire blaze
storm gale
heavy intense torrential
expensive dear costly cost
cheap inexpensive
shut close
reopen open
delay postpone
slow hinder
speed hasten accelerate
block obstruct
large big major great
small little minor
new fresh
former ex
deputy vice
acting interim temporary provisional
letter note
apologise apologize sorry apology
sentence line words remark quotation
newspaper paper daily
report say
become make
member deputy
output production
price cost
send dispatch
meet talk talks meeting
sign ink
""".strip().splitlines()
)
