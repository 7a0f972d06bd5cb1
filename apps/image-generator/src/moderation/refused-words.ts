/** Splits words with commas between them. */
export const list = (words: string): readonly string[] => words.trim().replace(/\s+/g, ' ').split(', ');

/** The most letters of an ending for which a star in a list stands. */
const LONGEST_ENDING = 8;
/** The pattern of such an ending. */
export const ENDING = String.raw`\p{L}{0,${LONGEST_ENDING}}`;

/** A pattern that matches any of the words, as they are written in a list. */
export const oneOf = (words: readonly string[]): string =>
  `(?:${[...new Set(words)].join('|').replaceAll('*', ENDING)})`;

/**
 * The words of one rule by language. A star is any ending of up to eight letters. The lists use the usual spelling, because case and
 * accents do not matter.
 */
export type Words = Readonly<Record<'en' | 'ru' | 'es' | 'de' | 'fr', readonly string[]>>;

/** Nudity and sex, which we draw neither with the face of a real person nor in a learned style. */
export const SEXUAL: Words = {
  en: list(`
    nude, nudes, nudity, nudist*, seminude, naked*, topless, unclothed, unclad, disrob*, undress, undressed,
    undressing, undresses, birthday suit, in the buff, full frontal, upskirt, without clothes, without any clothes,
    without clothing, without any clothing, no clothes, no clothing, wearing nothing, without underwear, no underwear,
    without panties, no panties, clothes off, exposed breast*, bare breast*, bare breasted, boobs, boobies, tits,
    titties, nipple*, areola*, genital*, penis*, vagina*, vulva*, clitoris, pussy, sex, sexual*, sexy, sexier,
    sexiest, intercourse, orgasm*, masturbat*, blowjob*, blow job*, handjob*, fellatio, cunnilingus, fuck*, cumshot*,
    creampie*, gangbang*, orgy, orgies, bdsm, bondage, dominatrix, fetish*, lewd, porn, porno*, porns, nsfw, hentai,
    eroti*, noodz, nudz, nekkid, nakey, boobz, dickpic*, dick pic*, big dick, striptease*, strip tease, stripper*, onlyfans, slut*, whore*, milf, rape, raped, raping, rapist*, making
    love`),
  ru: list(`
    голый, голая, голоя, голое, голые, голого, голой, голую, голым, голых, голыми, голеньк*, голышом, нагой, нагая, нагую,
    нагие, нагого, нагим, нагих, нагота, наготы, наготой, нагишом, ню, обнаж*, абнаж*, полуобнаж*, полугол*, раздет*,
    раздевает*, раздеваю*, разделась, разделся, раздевшись, раздеться, раздень*, разденьте, без одеж*, без всякой одежды, без какой либо одежды, без
    трус*, без нижнего белья, без белья, без лифчика, без бюстгальтера, без ничего, ничего не надето, в чем мать
    родила, костюм* евы, порн*, эрот*, секс, секса, сексе, сексом, сексу, секси, сексуальн*, интим, интимные места,
    минет*, куннилингус*, оргазм*, оргия, оргии, мастурб*, пенис(?:а|у|ом|е|ы|ов|ам|ами|ах)?, вагин*, половой член, половой акт, половые органы,
    половых органов, сиськ*, сисек, сисям*, сисечк*, сиси наружу, груд* наружу, член наружу, письк*, сэкс*, секас, интимк*, трах, порево,
    хуй, хуя, хуи, пизд*, ебля, ебет, ебут, титьк*, топлес*, хентай*, стриптиз*, бдсм, фетиш*, шлюх*, проститут*,
    развратн*, похотлив*, траха*, трахн*, изнасил*, занима* любовью, golaya, golaja, golyj, golyi, golij, goluyu,
    golyshom, golenk*, obnazh*, razdet*, bez odezhd*,
    bez trus*, seks, seksi, seksual*`),
  es: list(`
    desnud*, semidesnud*, en cueros, en pelotas, sin ropa, sin bragas, sexo, sexi, tetas, pezon*, follar, follando,
    puta, putas, coño, orgia, orgias, pene, haciendo el amor`),
  de: list(`
    nackt*, nackig*, halbnackt*, splitternackt*, entblöß*, entbloess*, entkleidet*, unbekleidet*, ohne kleid*, ohne
    klamotten, ohne unterwäsche, ohne bekleidung, ausgezogene*, oben ohne, hüllenlos*, sexuell*, geschlechtsverkehr,
    geschlechtsteil*, titten, nippel, ficken, fickt, orgie*, aktfoto*, aktbild*, vergewaltig*`),
  fr: list(`
    nue, nues, nus, tout nu, homme nu, garçon nu, enfant nu, corps nu, nu sur, nu dans, nu au, dénud*, déshabill*,
    dévêtu*, nudité, à poil, sans vêtement*, sans habits, sans sous vêtement*, sexe, sexuel*, seins nus, salope, salopes,
    faire l amour, faisant l amour, violée`),
};

/** Plain names for the abuse of children. */
export const ABUSE: Words = {
  en: list(`loli, lolis, lolicon*, shota, shotacon*, pedo, pedophil*, paedo*, jailbait, nymphet*`),
  ru: list(`лоли, лоликон*, сётакон*, педофил*, нимфетк*, нимфеточ*, цп`),
  es: list(`pedofil*, nínfula*`),
  de: list(`pädophil*, paedophil*, kinderporn*`),
  fr: list(`pédocrimin*, pédoporn*`),
};

/**
 * Children, who may be drawn as long as no word of `SEXUAL` or `SUGGESTIVE` is in the same text; a young age counts as a word of this list.
 */
export const CHILDREN: Words = {
  en: list(`
    child*, kid, kids, kiddie*, kiddo*, minor, minors, underage*, under age, toddler*, infants?, infantile, infancy, baby, babies, newborn*,
    preteen*, pre teen*, tween, tweens, teen, teens, teenage*, boy, boys, schoolgirl*, schoolgrl*, schoolboy*, grader*, grade girl*, grade boy*, grade student*, school girl*,
    school boy*, schoolkid*, schoolchild*, little girl*, small girl*, young girl*, adolescent*, juvenile*, youngster*,
    daughter*, my son, her son, his son, niece, nephew, kindergart*, elementary school*, middle school*, high school*,
    lolita*, barely legal`),
  ru: list(`
    ребен*, дети, детей, детям, детьми, детях, детск*, детств*, малыш*, малютк*, младен*, дитя, мальчик*, мальчиш*,
    девоч*, девчон*, девчуш*, школьни*, школяр*, школот*, ученик*, учениц*, дошкольни*, подрост*, падрост*, тинейджер*, несовершеннолет*, несовершенолет*, малолет*, юнош*,
    пионер*, детсад*, лолит*, дочк*, дочь, дочер(?:и|ью|ей|ям|ями|ях|н*), доча, дочу, доче, дочей, дочурк*, сынок, сыном, сыночек, племянни*, внучк*, внучек, внуч*, отрок*,
    первокласс*, пятикласс*, шестикласс*, семикласс*, восьмикласс*, девятикласс*, десятикласс*, старшекласс*, выпускниц* школ*, rebenok,
    rebyonok, devochk*, malchik*, shkolni*, podrost*, dochk*`),
  es: list(`
    niño, niña, niños, niñas, niñit*, bebé, bebés, menor, menores, menor de edad, colegial*, adolescente*, infantil*,
    infancia, chiquill*, chiquit*, muchachit*, escolar, escolares, crío, cría, hija, hijo, hijita, hijito, sobrina,
    sobrino, nieta, nieto, jovencit*, quinceañer*`),
  de: list(`
    kinder*, kindes, kindlich*, ein kind, das kind, mein kind, kleines kind, dem kind, kleinkind*, schulkind*,
    mädchen*, maedchen*, kleiner junge, kleinen jungen, schuljunge*, schulmädchen*, bub, schüler*, schueler*,
    minderjährig*, minderjaehrig*, jugendlich*, teenager*, säugling*, tochter, mein sohn, enkel*, nichte, neffe,
    halbwüchsig*`),
  fr: list(`
    enfant*, enfance, gamin, gamine, gamins, gamines, gosse*, fillette*, garçonnet*, bébé, bébés, mineur, mineure,
    mineurs, mineures, écolier*, écolière*, collégien*, lycéen*, ado, ados, petite fille, petites filles, petit
    garçon, petits garçons, jeune fille, jeune garçon, ma fille, mon fils, sa fille, nièce, neveu, bambin*,
    nourrisson*`),
};

/** Words that a text about a grown person may have, but a text about a child may not. */
export const SUGGESTIVE: Words = {
  en: list(`
    lingerie, underwear, undies, underpants, panties, panty, thong, g string, bra, bikini*, fishnet*, garter*,
    negligee, bare body, bare bodied, bare chest*, bare butt*, bare bottom*, shirtless, no shirt, without a shirt,
    without shirt, no pants, without pants, no trousers, seduc*, sensual*, flirt*, lusts?, lusting, lustful, lustfully, provocative*, suggestive*,
    french kiss*, passionate kiss*, making out, cleavage, breasts, buttocks, butt, crotch, spread legs, legs spread,
    wet shirt, wet t shirt, see through, transparent dress, skimpy, transparent clothes, revealing dress, revealing
    clothes, revealing outfit*, twerk*, pin up, pinup*, playboy, pole danc*, lap danc*, intimate, intimately, intimacy, aroused, arousing,
    kinky, horny`),
  ru: list(`
    нижн* бель*, в белье, кружевн* бель*, бикини, трусы, трусах, трусик*, трусов, лифчик*, стринг*, бюстгальтер*, в
    чулках, подвязк*, соблазн*, чувственн*, страстн*, флирт*, пошл(?:ый|ая|ое|ые|ого|ому|ой|ую|ым|ом|ыми|ых|ость|ости|остью), пошляк*, пошлят*, вульгарн*, откровенн* наряд*, откровенн* поз*,
    откровенн* плать*, откровенн* одежд*, без футболки, без рубашки, без штан*, без верха, без купальника, попа,
    попк*, попой, ягодиц*, декольте, мокр* майк*, мокр* футболк*, прозрачн* плать*, прозрачн* одежд*, прозрачн* майк*,
    раздвин* ног*, возбужд*, взасос, тверк*, пин ап, плейбой, интимн*, неглиже, v bele, trusi*, nizhn* bel*`),
  es: list(`
    ropa interior, lencería, bragas, braguitas, tanga, biquini, sujetador, seduct*, provocativ*, escote, provocador*,
    nalgas, culo, trasero, sin camisa, sin camiseta, sin pantalones, sugerente*, sugestiv*, vestido transparente,
    lasciv*, íntim(?:o|a|os|as|idad|amente)`),
  de: list(`
    unterwäsche, unterwaesche, dessous, reizwäsche, höschen, unterhose*, tanga, verführ*, sinnlich*, aufreizend*,
    lasziv*, freizügig*, hintern, dekolleté, ohne hemd, ohne hose, ohne t shirt, strapse, durchsichtig* kleid*,
    anzüglich*, intim, intime, intimen, intimer, intimes, intimität, intimbereich*`),
  fr: list(`
    sous vêtement*, culotte*, petite culotte, soutien gorge, séduct*, séduis*, sensuel*, provocant*, aguich*,
    décolleté*, fesses, torse nu, sans chemise, sans pantalon, lascif*, lasciv*, suggestif*, robe transparente,
    jarretelle*, intimes?`),
};

/** Ages: from one to seventeen in figures, from four to seventeen in words. */
export const YOUNG = list(`
  [1-9], 1[0-7], four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen,
  seventeen, четыре, пять, шесть, семь, восемь, девять, десять, одиннадцать, двенадцать, тринадцать, четырнадцать,
  пятнадцать, шестнадцать, семнадцать, четырех, пяти, шести, семи, восьми, девяти, десяти, одиннадцати, двенадцати,
  тринадцати, четырнадцати, пятнадцати, шестнадцати, семнадцати, cinco, seis, siete, ocho, nueve, diez, once, doce,
  trece, catorce, quince, dieciseis, diecisiete, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, dreizehn,
  vierzehn, fünfzehn, sechzehn, siebzehn, cinq, huit, neuf, dix, onze, douze, treize, quatorze, quinze, seize, dix
  sept`);

/** The words that make a number of a grown person's age with a unit of `YOUNG` behind them: twenty and more, in the languages that write two words. */
export const TENS = list(`
  twenty, thirty, fou?rty, fifty, sixty, seventy, eighty, ninety, hundred, hundred and, двадцать, двадцати, тридцать, тридцати, сорок, сорока,
  пятьдесят, пятидесяти, шестьдесят, шестидесяти, семьдесят, семидесяти, восемьдесят, восьмидесяти, девяносто, девяноста, сто, ста, двадцять, двадцяти, тридцять,
  тридцяти, vinte e, trinta e, quarenta e, cinquenta e, veinte y, treinta y, cuarenta y, cincuenta y, sesenta y, setenta y, ochenta y, noventa y, vingt, trente, quarante, cinquante, soixante`);

/** The units that stand behind a word of `TENS`. */
export const UNITS = list(`
  four, five, six, seven, eight, nine, четыре, пять, шесть, семь, восемь, девять, четырех, пяти, шести, семи, восьми, девяти, cinco, seis, siete,
  ocho, nueve, cinq, huit, neuf`);

/** Eighteen and nineteen where they are two words, whose second is a unit; and the French numbers from seventy on. */
export const GROWN_IN_TWO =
  list(`dix huit, dix neuf, diez y ocho, diez y nueve, vingt dix, soixante dix, soixante dix sept, soixante onze,
  soixante douze, soixante treize, soixante quatorze, soixante quinze, soixante seize, vingt onze, vingt douze, vingt treize, vingt quatorze, vingt
  quinze, vingt seize`);

/** Words that stand after an age. */
export const YEARS_OLD = list(`
  years? old, year olds?, yrs? old, y o, yo, yrs?, лет, год, года, летн*, летк*, ти лет, ти летн*, ти летк*, let, años, ans, jahren?, jährig*, jaehrig*`);

/** Words that come before an age. */
export const AT_THE_AGE_OF = list(`
  aged?, age of, she is, she s, he is, he s, i am, i m, мне, ей, ему, лет, возраст*, alter, alter von, edad, edad de, âgée? de`);

/**
 * Ordinary phrases that share a word with the lists above, and are left out of the check. Each ends in whole forms of a noun, never in a
 * star: «гол* дерев*» would let «голая деревенская» through, and "naked flame*" a naked flamenco dancer.
 */
export const INNOCENT: Words = {
  en: list(`
    naked moles?, naked mole rats?, naked trees?, naked branch(?:es)?, naked rocks?, naked walls?, naked eyes?, naked truth, naked flames?, nude
    lips?, nude lipsticks?, nude makeup, nude make up, nude tones?, nude colou?rs?, nude colou?red, nude dress(?:es)?, nude heels?, nude shoes?, nude pumps, nude shades?,
    nude palettes?, nude nails?, no
    nude, no nudes, no nudity, not nude, not naked, without nudity, no nsfw, not sexy, pussy willows?, pussy cats?, same
    sex, blue tits, great tits, coal tits, tailed tits, rape fields?, rape seeds?, rape seed fields?, sex education, trump cards?, trump towers?, king
    charles spaniels?, denuded (?:hills?|forests?|trees?|slopes?|branch(?:es)?|land|landscapes?), corpse bride, corpse flowers?, corpse paint, paint strippers?, wire strippers?,
    (?:bull|horse|stallion|dragon|pig|boar|rhino|bison)s? snort(?:s|ing|ed)?, snort(?:s|ing) (?:bull|horse|stallion|dragon|pig|boar|rhino|bison|steam|smoke|fire)s?,
    straddl(?:e|es|ing|ed) (?:a |an |the |his |her |my |their )?(?:horse|motorcycle|motorbike|bike|bicycle|fence|bench|chair|wall|log|broom|broomstick|border|river|saddle|cannon|rooftop)s?,
    moaning wind, moaning myrtle, minor (?:changes?|adjustments?|edits?|corrections?|improvements?|tweaks?|details?|scratches|key|chords?), kinky (?:curly )?hair, kinky (?:curls|twists), decipher (?:an |the |some )?(?:ancient|hieroglyphs?|runes?|scrolls?|manuscripts?|maps?|codex|inscriptions?),
    poutine with, (?:plate|bowl|portion|dish|serving) of poutine, canadian poutine, poutine dish, eat(?:s|ing)? poutine, naga (?:king|queen|warrior|serpent|dragon|statue|temple|chill?i|fireball)s?`),
  ru: list(`
    гол* правд(?:а|ы|е|у|ой), гол* стен(?:а|ы|е|у|ой|ам|ами|ах)?, гол* (?:каменн|бетонн|кирпичн)(?:ые|ых|ыми|ая|ой|ую) стен(?:а|ы|е|у|ой|ами|ах)?, гол* скал(?:а|ы|е|у|ой|ам|ами|ах)?,
    гол* кам(?:ень|ня|ню|нем|не|ни|ней|ням|нями|нях), гол* дерев(?:о|а|у|ом|е|ья|ьев|ьям|ьями|ьях), гол* земл(?:я|и|е|ю|ей|ях), гол* ветв(?:ь|и|ью|ей|ям|ями|ях),
    гол* вет(?:ка|ки|ке|ку|кой|ок|кам|ками|ках), гол* куст(?:ы|ов|ами|ах), гол* холм(?:ы|ов|ами|ах), гол* ствол(?:ы|ов|ами|ах), гол* лампоч(?:ка|ки|ке|ку|кой|ек|ками),
    гол* степ(?:ь|и|ью|ей|ям|ями|ях), гол* факт(?:а|у|ом|е|ы|ов|ам|ами|ах)?, гол* рук(?:а|и|е|у|ой|ам|ами|ах)?, гол* энтузиазм(?:а|у|ом|е)?, гол* глаз(?:а|у|ом|ами|ах)?,
    гол* бетон(?:а|у|ом|е)?, гол* землекоп(?:а|у|ом|е|ы|ов|ам|ами|ах)?, наг(?:ие|их|ими|ое|ая|ой) (?:дерев(?:о|а|ья|ьев|ьями|ьях)|ветв(?:и|ей|ями|ях)|скал(?:а|ы|ами|ах)?),
    осенняя путина, весенняя путина, лососевая путина, путина лосося, путина на камчатке, без наготы, без
    обнаженк(?:а|и|е|у|ой), не гол(?:ый|ая|ое|ые|ого|ой|ую|ым|ыми|ых), не обнаж(?:ен|ена|ены|енный|енная|енные|енной|енную|енных|ает|аться), без эротик(?:а|и|е|у|ой), ню металл?,
    (?:оголенн|обнаженн)(?:ые|ых|ыми|ая|ой|ую|ое|ый|ого|ым) (?:дерев(?:о|а|ом|ья|ьев|ьями|ьях)|ветв(?:ь|и|ей|ями|ях)|ветк(?:а|и|у|ами|ах)|кор(?:ень|ни|ней|нями|нях)|скал(?:а|ы|е|у|ой|ами|ах)?|кам(?:ень|ни|ней|нями|нях)|пород(?:а|ы|ой|ами)|провод(?:а|ов|ами|у|ом|ах)?|дн(?:о|а|ом|е)),
    обнаженн(?:ый|ого|ым|ом|ые|ых|ыми) (?:меч(?:а|ом|е|и|ей|ами)?|клин(?:ок|ка|ком|ки|ков|ками)|кинжал(?:а|ом|ы|ов|ами)?), обнаженн(?:ая|ой|ую|ые|ыми) (?:сабл(?:я|и|ю|ей|ями)|шпаг(?:а|и|у|ой|ами)),
    обнаж(?:ил|ила|или|ить|ив|ая|ает|ают) (?:свой |свою |свои |длинный |острый )?(?:меч|мечи|клинок|клинки|кинжал|саблю|сабли|шпагу|шпаги|оружие), мечи? обнажен(?:ы)?,
    (?:[2-9]|два|три|четыре|полтора) гола, (?:после|автор|момент|празднование|радость|радость от|забитого|победного|решающего|первого|второго|красивого) гола,
    (?:стран|земл)(?:а|ы|е|у|ой|я|и|ю|ей) басков, (?:народ|флаг|язык|берет|костюм)(?:а|у|ом|е)? басков, тан(?:ец|ца|цы|цем) басков, наклонил(?:а|и)? (?:свою )?голову`),
  es: list(`
    verdad desnuda, pies? desnudos?, arbol(?:es)? desnudos?, ramas? desnudas?, ojo desnudo, sin desnud(?:o|os|ez), ratas? topo
    desnudas?, pared(?:es)? desnudas?, sin ropa de abrigo, menor que`),
  de: list(`
    nackte wahrheit, nackten wahrheit, nackter fels(?:en)?, nackte felsen, nackte wand, nackte wände, nackten wänden?, nackten füßen?, nackte füße, nackten füße,
    nacktmulle?n?, nacktschnecken?, nicht nackt(?:e|er|en|es)?, ohne nacktheit, nackten zweige?n?`),
  fr: list(`
    pieds nus, tête nue, œil nu, mains nues, épaules nues, bras nus, vérité nue, murs nus, branches nues, à poils? longs?,
    à poils? courts?, à poil ras, à poil dur, sans nudité, pas nue, arbres nus, jambes nues`),
};
