/**
 * Well-known words that people build passwords of, folded to small letters without accents: what tops every published
 * count of leaked passwords (in English and French), without its digits and marks, which `obstacleToPassword` folds away.
 */
const WORDS = `
password passwort passphrase passcode motdepasse secret secretword letmein letmeinnow welcome welcomehome bienvenue
changeme changemenow changeit default temporary temp temporaire admin administrator administrateur root superuser sysadmin
user username utilisateur guest invite test testing tester testpassword demo example sample login logon signin access
master mastermind manager management office company business enterprise marketplace money payment payments payout payouts
finance bank banking account accounts treasury approval approver operator auditor viewer support staff security secure
iloveyou iloveyouso loveyou lovely loveme jetaime monamour amour amoureux cheri cherie doudou chouchou coucou bonjour
bonsoir soleil loulou nicolas camille marine marseille montreal quebec canada toronto vancouver ottawa calgary mapleleaf
hockey canadiens habs oilers leafs football footballer baseball basketball soccer tennis golfer swimming cricket rugby
superman batman spiderman starwars pokemon pikachu naruto minecraft fortnite nintendo playstation gameboy warcraft
sunshine rainbow princess princesse flower flowers butterfly angel angels babygirl babyboy baby sweetheart sweety cutie
monkey monkeys dragon dragons tiger tigers lion eagle eagles falcon phoenix unicorn dolphin panther bulldog puppy kitten
michael michelle jennifer jessica jordan joshua matthew daniel andrew anthony thomas robert charlie william george harley
ashley amanda nicole hannah samantha elizabeth victoria alexander benjamin jonathan christopher christian patrick brandon
computer internet google facebook twitter instagram linkedin youtube microsoft windows apple iphone android samsung
samsunggalaxy macintosh laptop keyboard mouse printer network wireless wifi router server database oracle linux ubuntu
qwerty qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qwertyuiop azertyuiop qweasd qweasdzxc
abc abcd abcdef abcdefg abcdefgh alphabet letters numbers onetwothree unodostres azertyuiopqsdfghjklm
trustnoone trustno whatever nothing something anything everything nobody somebody everybody forever together always never
freedom liberty justice america american canadian england london paris france berlin germany russia moscow china beijing
mustang corvette porsche ferrari mercedes toyota honda chevrolet camaro yamaha kawasaki harleydavidson
cookie cookies chocolate cheese coffee banana orange apple strawberry pepper ginger sugar vanilla peanut butter pizza
summer winter spring autumn ete hiver printemps automne january february march april may june july august september
october november december monday tuesday wednesday thursday friday saturday sunday janvier fevrier mars avril mai juin
juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche
happy happiness hello hellothere helloworld goodbye goodmorning goodluck lucky luckyme number numberone
killer hunter ranger soldier warrior ninja samurai knight wizard merlin gandalf frodo matrix trinity morpheus
shadow midnight moonlight starlight silver golden diamond crystal purple yellow orange black white green
jesus jesuschrist christ heaven blessed blessing faith grace peace god godisgood
music guitar drummer metallica nirvana slipknot eminem rockstar rockyou rocknroll beatles
baller player gamer winner champion legend hero superstar rocker cowboy cowboys steelers yankees lakers arsenal chelsea
liverpool manchester manchesterunited barcelona realmadrid juventus
fuckyou fuckme fuckoff asshole bitch shit merde putain connard
family mother father brother sister daughter familyfirst mommy daddy maman papa
mynameis thisismypassword mypassword mynewpassword newpassword oldpassword yourpassword ourpassword nopassword
thepassword passwordispassword openup opensesame sesame letmeinplease iamthebest ihatepasswords idontknow dontforget
remember rememberme forgetme forgotten correcthorsebatterystaple correcthorse batterystaple tobeornottobe
thequickbrownfox quickbrownfox loremipsum loremipsumdolor iloveyouforever ilovemyfamily ilovemymom ilovegod
ilovejesus ilovecanada ohcanada ocanada vivelequebec jemesouviens allezleshabs gohabsgo
`;

export const COMMON_WORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ""));
