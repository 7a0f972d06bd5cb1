import { list } from './refused-words';

/** Roundabout phrases for the words of `SEXUAL`. */
export const SEXUAL_ROUNDABOUT: readonly string[] = list(`
  birthday outfit, adam s costume, eve s costume, costume of eve, bare skin from, nothing but skin, only skin, nothing under, nothing underneath, no fabric, body paint only,
  only body paint, full body paint, painted body only, dressed only in, wearing only, wearing just, clad only in, covered only by, straddl*, moaning, moans, oiled body, oily body,
  white liquid on, spread thighs, legs apart, legs open, brests, breasts out, bare brest*, nudde*, nakd, nakid, naced, womman nud*, undressd, unrobed, robe open, towel falling,
  под халатом ничего, под платьем ничего, под одеждой ничего, под пальто ничего, халат распахнут, распахнутый халат, в чем мать, только свет и кожа, одета только в,
  одет только в, одетая только в, прикрыта только, прикрыт только, прикрытая только, топ лес, топ лесс, одежды нет, одежда снята, снимает бель*, снимает плать*, в одном полотенце, полотенце пада*, на ней ничего, на нем ничего`);

/**
 * Words for taking something off, and below them clothes that can be taken off. Only pictures of several people are judged by these words.
 */
export const TAKE_OFF: readonly string[] = list(`
  take off, takes off, taking off, took off, taken off, remove*, removing, strip*, rip off, rips off, ripped off, tear off, torn off, pull off, pulled off, slip out of, without, lose the, lost their,
  сним*, снят*, снял*, сброс*, убер*, убрать, убрал*, срыв*, сорв*, стян*, стягива*, скин*, скидыва*, избав*, без, лиш*, долой,
  zieh*, auszieh*, ausgezogen, ohne, entfern*, runter, ablegen, abgelegt`);
export const CLOTHES: readonly string[] = list(`
  clothes, clothing, garment*, outfit*, shirt*, t shirt*, blouse*, dress, dresses, skirt*, pants, trousers, jeans, shorts, underwear, lingerie, bra, bras, bikini*, swimsuit*, swimwear, top, tops, us, everything,
  одежд*, одёж*, вещи, рубаш*, рубах*, футболк*, майк*, блузк*, плать*, юбк*, штан*, брюк*, джинс*, шорт*, бель*, трус*, лифчик*, бюстгальтер*, купальник*, плавк*, халат*,
  kleidung, kleider, kleid, hemd*, bluse*, rock, hose*, unterwäsche, bikini*, badeanzug, oberteil*`);

/** Words that make a text sexual when it also has a suggestive word: a catalogue shows lingerie, but not on a bed. */
export const IN_BED: readonly string[] = list(`
  on the bed, on a bed, in bed, on bed, on her bed, on his bed, on silk sheets, in the bedroom, lying on sheets, на кровати, на постели, в постели, в кровати, на простынях, en la cama, auf dem bett,
  im bett, sur le lit, sul letto, na cama, na łóżku, na posteli, w łóżku, yatakta`);

/** Words that describe a child without naming one, such as a schoolgirl's figure. */
export const CHILDLIKE: readonly string[] = list(`
  flat chested, young looking, youthful body, petite figure, pigtails, toys around, petite girl, childlike, tiny girl, girlish body, с косичками, косички, плоскогруд*, детская фигур*, худенькая девоч*,
  ученица, ученик, мало леточ*, малолет*`);

/** Words for blood, wounds, self-harm and drugs. Battles are not in the list. */
export const HARM: readonly string[] = list(`
  guts out, guts spill*, entrails, intestines, disembowel*, torn body, torn bodies, torn apart body, severed head*, severed limb*, severed arm*, decapitat*, behead*, dismember*, gore,
  gory, mutilat*, corpse*, cuts on wrist*, cuts on the wrist*, cut wrist*, slit wrist*, slitting wrist*, self harm*, thinspo*, thinspiration, pro ana, proana, pro mia, ribs visible, hanging himself,
  hanging herself, noose around, snort*, cocaine, heroin needle, injecting heroin, injecting drugs, шприц в вене, шприц в рук*, crack pipe, crystal meth, methamphetamine, syringe in arm, кишк* наружу, внутренност* наружу, отрублен* голов*,
  отрезан* голов*, обезглав*, расчлен*, изувечен*, изуродован* тел*, разорванн* тел*, труп, трупы, трупов, порез* на запяст*, порез* на рук*, порезан* вен*, вскрыт* вен*, режет вен*, анорекси*, петля на шее, нюха* кокаин*,
  нюха* порош*, нюха* белый порош*, нюха* белый, кокаин*, метамфетамин*, колет* героин, закладк* наркот*, sangre y tripas, decapitad*, enthaupt*, décapit*, cocaína, kokain, cocaïne`);

/** Symbols of groups that hate or kill other groups of people. */
export const HATE: readonly string[] = list(`
  swastika*, nazi, nazis, nazist*, nazism*, neonazi*, neo nazi*, hitler*, ss uniform*, uniform of the ss, ss officer*, ss soldier*, waffen ss, gestapo, third reich, sieg heil, heil hitler, hitler salute, nazi salute, roman salute,
  ku klux klan*, klansman, klan robe, isis flag*, flag of isis, isis fighter*, isis soldier*, isis terrorist*, daesh, islamic state flag, al qaeda, al qaida, taliban flag, white power, confederate lynching, black sun symbol,
  hakenkreuz*, ss uniform, reichskriegsflagge, esvástica*, svastic*, swastyk*, croix gammée, drapeau de daech, svastika*, hakkors*, gamalı haç*, свастик*, свастон*, нацист*, нацизм*, неонацист*, гитлер*, форм* сс, в форме сс, мундир* сс, офицер* сс, ваффен сс,
  гестапо, третьего рейха, третий рейх, зиг хайль, хайль гитлер, нацистск*, флаг* игил, игил, боевик* игил, исламского государства, аль каид*, ку клукс клан*, куклуксклан*, флаг* талибан*`);
export const HATE_UNSPACED: readonly string[] = list(
  `纳粹, 納粹, 希特勒, 卐, ナチス, ヒトラー, 나치, 히틀러, نازي, هتلر, داعش, नाजी, हिटलर, נאצי, היטלר, นาซี`,
);

/**
 * Documents that are refused when a word of `FORGED` is near, because a forger wants such a picture. A headshot for a passport does not
 * count.
 */
export const DOCUMENT: readonly string[] = list(`
  passport, passports, id card*, identity card*, identity document*, driving licen*, driver s licen*, drivers licen*, driver licen*, residence permit*, birth certificate*, social security card*, police badge id, press card, diploma*, medical certificate*,
  banknote*, bank note*, dollar bill*, euro note*, bank card*, credit card*, паспорт*, загранпаспорт*, водительск* удостовер*, водительск* прав*, удостоверени* личност*, служебн* удостовер*, свидетельств* о рожден*, диплом*, медицинск* справк*,
  справка, справку, купюр*, банкнот*, банковск* карт*, pasaporte*, permiso de conducir, carné de conducir, reisepass*, personalausweis*, führerschein*, passeport*, carte d identité, permis de conduire, passaporto, patente di guida, dowód osobist*, prawo jazdy, passaporte,
  kimlik kartı, ehliyet, паспорта`);
export const FORGED: readonly string[] = list(`
  fake, forged, forgery, counterfeit, realistic, real looking, scan, scans, scanned, page, pages, spread, with my photo, my photo on, my photo in, my picture on, with my face, my face on, serial number*, series and number, template, copy of, разворот*, скан, сканы, копия, копию, поддел*,
  фальшив*, реалистичн*, с моим фото, моим фото, моей фотограф*, моим лицом, серия, серии, номер*, бланк*, с печатью, печатями, falso, falsa, escaneo, gefälscht*, faux, fausse, falsk*, fałszyw*, sahte, підробк*`);
export const DOCUMENT_UNSPACED: readonly string[] = list(
  `假护照, 假身份证, 护照内页, 护照扫描, 身份证照片页, 身份证正面, 偽造パスポート, 偽造, 위조, 여권 사본, 신분증 위조, جواز سفر مزور, هوية مزورة`,
);
/** Innocent phrases that have a word of the lists above: a headshot for a document, and a page of a website. */
export const INNOCENT_DOCUMENT: readonly string[] = list(`
  passport photo*, passport picture*, passport size*, passport style, for a passport, for my passport, for passport, фото на паспорт, фото на загранпаспорт, на паспорт, для паспорта, паспортн* фото, foto de pasaporte, foto de carnet, passfoto*, photo d identité, foto tessera, homepage, landing page`);

/** Words for an arrest, refused when a word of `AS_NEWS` is in the same text. */
export const ARREST: readonly string[] = list(`
  arrest, arrested, arresting, arrests, handcuff*, in cuffs, mugshot*, mug shot*, detained, perp walk, police raid, led away by police, задержан*, задержив*, арест*, наручник*, под конвоем, verhaft*, festgenommen, arrestad*, detenid*, esposad*, arrêté par, menott*, arrestat*, aresztowan*, zadržen*`);
export const AS_NEWS: readonly string[] = list(`
  news*, press photo*, breaking, reuters, associated press, cnn, bbc, tv report*, photojournalis*, documentary photo*, paparazzi, репортаж*, новост*, пресс*, хроник*, сми, телеканал*, папарацци, noticia*, prensa, nachricht*, presse*, actualité*, telegiornale, wiadomości, zprávy`);
export const ARREST_UNSPACED: readonly string[] = list(`逮捕, 被捕, 手铐, 체포, اعتقال`);
export const AS_NEWS_UNSPACED: readonly string[] = list(`新闻, 新聞, ニュース, 報道, 뉴스, أخبار`);

/** Words for puzzles. They are refused because the picture would show the answer, which no check has read. */
export const RIDDLE: readonly string[] = list(`
  base64, base 64, rot13, rot 13, hex code, hexadecimal, pig latin, morse code, first letters, first letter of each, initial letters, acrostic, anagram*, append, unscramble, decode, decipher, decrypt, read backwards, spelled backwards,
  written backwards, reverse the letters, replace the letter*, second word of, азбук* морзе, первые буквы, первых букв, по первым буквам, задом наперед, наоборот прочт*, расшифруй*, декодируй*, анаграмм*, замени букв*, прочти наоборот`);

/** Titles that only one person has, so that the title names the person. */
export const OFFICE_OF_ONE: readonly string[] = list(`
  current president, present president, sitting president, potus, 45th president, 46th president, 47th president, 48th president, current king, current queen, current pope, current prime minister, reigning king,
  owner of tesla, ceo of tesla, founder of tesla, owner of spacex, founder of spacex, ceo of meta, founder of facebook, founder of telegram, founder of amazon, founder of microsoft, ceo of apple, ceo of openai, нынешн* президент*, действующ* президент*,
  нынешн* премьер*, владельц* tesla, владельц* теслы, основател* tesla, основател* spacex, основател* telegram, основател* телеграм*, основател* facebook, глав* tesla, глав* openai`);
/** Titles that a person may wear as a costume. An idea in which the person meets the holder of the title is refused. */
export const OFFICE: readonly string[] = list(`
  president of russia, president of the russian, president of the usa, president of the us, president of the united states, president of ukraine, president of france, president of turkey, president of china, king of england, prime minister of, president putin, президентом россии, президентом рф, президентом сша, президентом украин*,
  президентом франции, президентом китая, президентом беларуси, президентом казахстана, премьер министром, владимир* владимирович*, папой римским`);

/** Living people whose faces are widely known, in addition to `PUBLIC_FIGURES`. */
export const MORE_FIGURES: readonly string[] = list(`
  путен, путену, путеном, вова путин, вову путина, trmp, tr mp, ptin, t swift, swift taylor, pedro pascal, anya taylor joy, taylor joy, mark rutte, ursula von der leyen, von der leyen, sobyanin*, polina gagarina, jd vance, j d vance, pete hegseth, marco rubio, bernie sanders,
  nancy pelosi, rishi sunak, keir starmer, boris johnson, olaf scholz, friedrich merz, giorgia meloni, pedro sanchez, justin trudeau, mark carney, javier milei, lula da silva, bolsonaro, shinzo kishida, modi, jinping, mbappe, erling haaland, lewis hamilton,
  max verstappen, novak djokovic, rafael nadal, roger federer, serena williams, simone biles, robert pattinson, kristen stewart, chris hemsworth, chris evans, chris pratt, robert downey jr, mark ruffalo, tom holland, tom hanks, tom hardy, morgan freeman, samuel l jackson, will smith, denzel washington, matt damon,
  ben affleck, george clooney, julia roberts, meryl streep, nicole kidman, natalie portman, jennifer lawrence, jennifer aniston, anne hathaway, emma stone, sydney sweeney, jenna ortega, ana de armas, gal gadot, penelope cruz, salma hayek, sofia vergara, shakira, adele, dua lipa, katy perry, miley cyrus, olivia rodrigo,
  sabrina carpenter, doja cat, nicki minaj, cardi b, eminem, drake rapper, jay z, ed sheeran, bad bunny, jungkook, blackpink, oprah winfrey, ellen degeneres, jimmy fallon, joe rogan, mrbeast, mr beast, pewdiepie, andrew tate, tucker carlson, satya nadella, tim cook, sundar pichai, jensen huang, peter thiel,
  собянин*, полин* гагарин*, певец шаман, шаман певец, ярослав* дронов*, мишустин*, песков дмитри*, дмитри* песков*, володин*, патрушев*, бастрыкин*, жириновск*, григори* лепс*, лепс, пугачёв* алл*, верк* сердючк*, полин* гагарин*, серге* лазарев*, егор* крид*, клав* кок*, инстасамк*, ольг* бузов*, ксени* собчак*, никола* басков*, басков*,
  тин* канделаки, иван* ургант*, данил* козловск*, серге* безруков*, константин* хабенск*, хабенск*, светлан* ходченков*, ходченков*, александр* петров актер, юр* борисов*, максим* галкин, земфир*, оксимирон*, oxxxymiron, скриптонит, баста рэпер, валери* меладзе, александр* овечкин*, овечкин*, артем* дзюб*, дзюб*,
  дан* милохин*, влад* бумаг*, влад а4, никит* кологрив*`);
