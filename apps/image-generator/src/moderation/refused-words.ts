/** Splits words with commas between them. */
export const list = (words: string): readonly string[] => words.trim().replace(/\s+/g, ' ').split(', ');

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
    минет*, куннилингус*, оргазм*, оргия, оргии, мастурб*, пенис*, вагин*, половой член, половой акт, половые органы,
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
    dévêtu*, nudité, à poil, sans vêtement*, sans habits, sans sous vêtement*, sexe, sexuel*, seins nus, salope*,
    faire l amour, faisant l amour, violée`),
};

/** The abuse of children, under its own names. */
export const ABUSE: Words = {
  en: list(`loli, lolis, lolicon*, shota, shotacon*, pedo, pedophil*, paedo*, jailbait, nymphet*`),
  ru: list(`лоли, лоликон*, сётакон*, педофил*, нимфетк*, нимфеточ*, цп`),
  es: list(`pedofil*, nínfula*`),
  de: list(`pädophil*, paedophil*, kinderporn*`),
  fr: list(`pédocrimin*, pédoporn*`),
};

/**
 * Children, who may be drawn as long as no word of `SEXUAL` or `SUGGESTIVE` stands in the same text; a young age counts
 * as a word of this list.
 */
export const CHILDREN: Words = {
  en: list(`
    child*, kid, kids, kiddie*, kiddo*, minor, minors, underage*, under age, toddler*, infant*, baby, babies, newborn*,
    preteen*, pre teen*, tween, tweens, teen, teens, teenage*, boy, boys, schoolgirl*, schoolgrl*, schoolboy*, grader*, grade girl*, grade boy*, grade student*, school girl*,
    school boy*, schoolkid*, schoolchild*, little girl*, small girl*, young girl*, adolescent*, juvenile*, youngster*,
    daughter*, my son, her son, his son, niece, nephew, kindergart*, elementary school*, middle school*, high school*,
    lolita*, barely legal`),
  ru: list(`
    ребен*, дети, детей, детям, детьми, детях, детск*, детств*, малыш*, малютк*, младен*, дитя, мальчик*, мальчиш*,
    девоч*, девчон*, девчуш*, школьни*, школяр*, школот*, ученик*, учениц*, дошкольни*, подрост*, падрост*, тинейджер*, несовершеннолет*, несовершенолет*, малолет*, юнош*,
    пионер*, детсад*, лолит*, дочк*, дочь, дочер*, доча, дочу, доче, дочей, дочурк*, сынок, сыном, сыночек, племянни*, внучк*, внучек, внуч*, отрок*,
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

/** Words that are fine for a grown person, and refused beside a child. */
export const SUGGESTIVE: Words = {
  en: list(`
    lingerie, underwear, undies, underpants, panties, panty, thong, g string, bra, bikini*, fishnet*, garter*,
    negligee, bare body, bare bodied, bare chest*, bare butt*, bare bottom*, shirtless, no shirt, without a shirt,
    without shirt, no pants, without pants, no trousers, seduc*, sensual*, flirt*, lust*, provocative*, suggestive*,
    french kiss*, passionate kiss*, making out, cleavage, breasts, buttocks, butt, crotch, spread legs, legs spread,
    wet shirt, wet t shirt, see through, transparent dress, skimpy, transparent clothes, revealing dress, revealing
    clothes, revealing outfit*, twerk*, pin up, pinup*, playboy, pole danc*, lap danc*, intimate, aroused, arousing,
    kinky, horny`),
  ru: list(`
    нижн* бель*, в белье, кружевн* бель*, бикини, трусы, трусах, трусик*, трусов, лифчик*, стринг*, бюстгальтер*, в
    чулках, подвязк*, соблазн*, чувственн*, страстн*, флирт*, пошл*, вульгарн*, откровенн* наряд*, откровенн* поз*,
    откровенн* плать*, откровенн* одежд*, без футболки, без рубашки, без штан*, без верха, без купальника, попа,
    попк*, попой, ягодиц*, декольте, мокр* майк*, мокр* футболк*, прозрачн* плать*, прозрачн* одежд*, прозрачн* майк*,
    раздвин* ног*, возбужд*, взасос, тверк*, пин ап, плейбой, интимн*, неглиже, v bele, trusi*, nizhn* bel*`),
  es: list(`
    ropa interior, lencería, bragas, braguitas, tanga, biquini, sujetador, seduct*, provocativ*, escote, provocador*,
    nalgas, culo, trasero, sin camisa, sin camiseta, sin pantalones, sugerente*, sugestiv*, vestido transparente,
    lasciv*, íntim*`),
  de: list(`
    unterwäsche, unterwaesche, dessous, reizwäsche, höschen, unterhose*, tanga, verführ*, sinnlich*, aufreizend*,
    lasziv*, freizügig*, hintern, dekolleté, ohne hemd, ohne hose, ohne t shirt, strapse, durchsichtig* kleid*,
    anzüglich*, intim*`),
  fr: list(`
    sous vêtement*, culotte*, petite culotte, soutien gorge, séduct*, séduis*, sensuel*, provocant*, aguich*,
    décolleté*, fesses, torse nu, sans chemise, sans pantalon, lascif*, lasciv*, suggestif*, robe transparente,
    jarretelle*, intime*`),
};

/** Ages from one to seventeen, in figures or in words. */
export const YOUNG = list(`
  [1-9], 1[0-7], four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen,
  seventeen, четыре, пять, шесть, семь, восемь, девять, десять, одиннадцать, двенадцать, тринадцать, четырнадцать,
  пятнадцать, шестнадцать, семнадцать, четырех, пяти, шести, семи, восьми, девяти, десяти, одиннадцати, двенадцати,
  тринадцати, четырнадцати, пятнадцати, шестнадцати, семнадцати, cinco, seis, siete, ocho, nueve, diez, once, doce,
  trece, catorce, quince, dieciseis, diecisiete, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, dreizehn,
  vierzehn, fünfzehn, sechzehn, siebzehn, cinq, huit, neuf, dix, onze, douze, treize, quatorze, quinze, seize, dix
  sept`);

/** Words that follow an age. */
export const YEARS_OLD = list(`
  years? old, year olds?, yrs? old, y o, yo, yrs?, лет, год, года, летн*, летк*, ти лет, ти летн*, ти летк*, let, años, ans, jahren?, jährig*, jaehrig*`);

/** Words that an age follows. */
export const AT_THE_AGE_OF = list(`
  aged?, age of, she is, she s, he is, he s, i am, i m, мне, ей, ему, лет, возраст*, alter, alter von, edad, edad de, âgée? de`);

/** Ordinary phrases that share a word with the lists above, and are left out of the check. */
export const INNOCENT: Words = {
  en: list(`
    naked mole*, naked tree*, naked branch*, naked rock*, naked wall*, naked eye, naked truth, naked flame*, nude
    lip*, nude make*, nude tone*, nude colo*, nude dress*, nude heel*, nude shade*, nude palette*, nude nail*, no
    nude, no nudes, no nudity, not nude, not naked, without nudity, no nsfw, not sexy, pussy willow*, pussy cat*, same
    sex, blue tits, great tits, coal tits, tailed tits, rape field*, rape seed*, sex education, trump card*, trump tower*, king
    charles spaniel*`),
  ru: list(`
    гол* правд*, гол* стен*, гол* скал*, гол* камен*, гол* камн*, гол* дерев*, гол* земл*, гол* ветв*, гол* ветк*,
    гол* степ*, гол* факт*, гол* рук*, гол* энтузиазм*, гол* глаз*, гол* бетон*, гол* землекоп*, осенняя путина, весенняя путина, лососевая путина, путина лосося, путина на камчатке, без наготы, без
    обнаженк*, не гол*, не обнаж*, без эротик*, ню метал*`),
  es: list(`
    verdad desnud*, pie desnud*, pies desnud*, arbol* desnud*, rama* desnud*, ojo desnud*, sin desnud*, rata* topo
    desnud*, pared* desnud*, sin ropa de abrigo, menor que`),
  de: list(`
    nackte wahrheit, nackten wahrheit, nackter fels*, nackte wand, nackte wände, nackten füß*, nackte füß*,
    nacktmull*, nacktschneck*, nicht nackt*, ohne nacktheit, nackten zweig*`),
  fr: list(`
    pieds nus, tête nue, œil nu, mains nues, épaules nues, bras nus, vérité nue, murs nus, branches nues, à poil
    long*, à poil court*, à poil ras, à poil dur, sans nudité, pas nue, arbres nus, jambes nues`),
};
