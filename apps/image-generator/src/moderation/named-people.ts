import { list, oneOf } from './refused-words';

/**
 * Living people whose faces a picture model knows, so that a name is enough to draw them. The list is short on purpose: it has the people
 * whom ideas name most, in the languages of the bot and in those used to hide names. The language model judges other names. People of the
 * past, painters and characters are left out, because their names are costumes and styles (decision 64). A star is any ending of up to
 * eight letters.
 */
export const PUBLIC_FIGURES: readonly string[] = [
  ...list(`
    vladimir putin, putin, zelensk*, zelenskyy, lukashenko, navaln*, joe biden, biden, trump, melania trump, ivanka trump,
    kamala harris, obama, hillary clinton, xi jinping, kim jong un, narendra modi, erdogan, netanyahu, emmanuel macron,
    angela merkel, greta thunberg, king charles, kate middleton, meghan markle, prince william, prince harry, pope francis, pope leo,
    elon musk, zuckerberg, bill gates, jeff bezos, sam altman, pavel durov,
    taylor swift, beyonce, rihanna, kardashian*, kylie jenner, kanye west, lady gaga, justin bieber, ariana grande, billie eilish,
    harry styles, selena gomez, britney spears, jennifer lopez, j lo, scarlett johansson, angelina jolie, brad pitt, dicaprio, di caprio,
    tom cruise, johnny depp, keanu ree*, jason statham, dwayne johnson, emma watson, margot robbie, zendaya, ryan gosling,
    timothee chalamet, megan fox, cristiano ronaldo, messi, neymar, lebron james, david beckham, conor mcgregor,
    donaldtrump, donald tramp*, elonmusk, musk elon, ilon mask, ilona mask*, putina, putinym, putinu, s trampom, wladimir putin, poutine,
    zelenskij, zelenskim, kirkorov*, pugacheva, buzov*, kadyrov*, dmitr* medvedev, medvedev dmitr*, macron`),
  ...list(`
    путин, путина, путину, путиным, путине, путін*, зеленский, зеленского, зеленскому, зеленским, зеленском, зеленськ*, лукашенк*, навальн*, байден*,
    трамп, трампа, трампу, трампом, трампе, обама, обамы, обаме, обамой, обаму, си цзиньпин*, ким чен ын*, эрдоган*,
    макрон, макрона, макрону, макроном, меркель, кадыров*, дмитри* медведев*, серге* лавров*, серге* шойгу, илон* маск*, элон* маск*, маск илон, цукерберг*,
    билл* гейтс*, павл* дуров*, павел дуров, паш* дуров*, тейлор* свифт*, бейонсе, рианна, рианны, рианну, рианной, кардашьян, леди гаг*,
    джастин* бибер*, билли айлиш, селен* гомес, бритни спирс, дженнифер лопес, дженнифер лопез, скарлет* йохансон*, скарлет* йоханссон*, анджелин* джоли,
    брэд* пит, брэд* питт*, бред пит, бред* питт*,
    ди каприо, дикаприо, гарри стайлс*, том* круз*, джонни деп, джони деп, джон* депп*, киану ривз*, джейсон* стэт*, дуэйн* джонсон*, эмм* уотсон, эмм* ватсон,
    марго робби, зендея, зендаи, криштиану, роналду, рональдо, месси, неймар*, конор* макгрегор*, хабиб* нурмагомедов*, алл* пугач*,
    киркоров*, бузова, бузовой, бузову, бузовы, собчак, ургант, урганта, урганту, ургантом, максим* галкин*, галкин* максим*, юри* дудь, юри* дудя, юри* дудю, юри* дудем,
    мизулин*, инстасамк*, дим* билан*, моргенштерн* рэпер*, рэпер* моргенштерн*, тимати, данил* козловск*`),
];

/** Public figures in scripts without spaces between words. Such a name is found anywhere in a text. */
export const PUBLIC_FIGURES_UNSPACED: readonly string[] = list(`
  习近平, 普京, 特朗普, 川普, 拜登, 马斯克, 金正恩, 泰勒斯威夫特, プーチン, トランプ大統領, ドナルド・トランプ, イーロン・マスク, 푸틴, 트럼프, 김정은, 일론 머스크,
  بوتين, ترامب, إيلون ماسك`);

/** Words that ask for the likeness of the person named after them. */
const LIKENESS = list(`
  looks? like, looking like, look exactly like, resembl*, lookalike of, look-alike of, with the face of, face of, face swap with,
  deepfake of, spitting image of, double of, как у, похож* на, с лицом, лицо, лицом, вылит*, двойник*, точь-в-точь, копия, дипфейк*,
  con la cara de, parecid* a, identic* a, doble de, mit dem gesicht von, gesicht von, sieht aus wie, doppelgänger von, avec le visage de,
  ressembl* à, sosie de, face identical to, identical to, same face as, exactly like, лицо как у, один в один`);

/**
 * First names by stem. The check needs a list of them, because a name of a character («Снежная королева», "Snow White") must not count as
 * one of a real person.
 */
const FIRST_NAMES = list(`
  александр*, алексе*, андре*, антон*, артем*, артём*, артур*, борис*, вадим*, валери*, васили*, виктор*, владимир*, вячеслав*,
  геннади*, георги*, григори*, денис*, дмитри*, евгени*, егор*, иван*, игор*, илья, ильи, илье, кирилл*, константин*, максим*, михаил*,
  никит*, никола*, олег*, павел, павл*, пётр, петр*, роман*, руслан*, серге*, станислав*, тимур*, федор*, фёдор*, юри*, ярослав*, анн*,
  анастаси*, валентин*, вер*, галин*, дарь*, екатерин*, елен*, ирин*, ксени*, ларис*, любов*, людмил*, маргарит*, мари*, натал*, нин*,
  оксан*, ольг*, полин*, светлан*, софь*, татьян*, юли*, яна, яны,
  james, john, robert, michael, david, william, richard, thomas, charles, daniel, matthew, mark, paul, steven, andrew, george, kevin,
  brian, edward, jason, ryan, peter, ivan, mary, patricia, jennifer, linda, elizabeth, barbara, susan, jessica, sarah, karen, lisa, nancy,
  emily, emma, anna, maria, laura, julia, jose, josé, juan, carlos, luis, miguel, pedro, carmen, lucia, sofia, hans, klaus, jürgen,
  marina, olga, elena, natalia, irina, svetlana, dmitry, sergei, sergey, alexander, alexei, mikhail, vladimir, yulia, ekaterina, anya, leonardo, donald, joe, chris, tom, johnny, brad, ryan, scarlett, taylor, selena, kim, elon, jeff, bill, tim, mark, boris, angela, giulia, marco, paolo, pavel, marek, tomas, wolfgang, stefan, sabine, ursula, petra, monika, jean, pierre, michel, jacques, philippe, marie, sophie, camille`);

/** Characters whose names look like names of people. Each name is a costume. */
const CHARACTERS = list(`
  юри* гагарин*, виктор* цо*, серге* есенин*, александр* пушкин*, александр* невск*, владимир* высоцк*, владимир* маяковск*, владимир* красн*, никола* гогол*, никола* чудотв*, антон* чехов*, михаил* булгаков*, михаил* ломоносов*,
  екатерин* втор*, екатерин* велик*, иль* муром*, мари* кюри, анн* ахматов*, марин* цветаев*, никол* тесл*, marie curie, marie antoinette, charles darwin, charles dickens, john lennon, james dean, michael jackson, george washington, thomas edison,
  william shakespeare, elizabeth bennet, robert oppenheimer, anna pavlova, maria callas, peter rabbit, robin hood, mark twain, jack sparrow, tom sawyer, bruce wayne, tony stark, michael corleone, james bond, peter pan, mary poppins, peter parker, edward scissorhands, anna karenina, john wick, john snow, maria magdalena,
  анн* каренин*, иван* царевич*, иван* дурак*, иван* грозн*, мари* антуанетт*, петр* перв*, марь* искусниц*`);

/**
 * The most letters of a case ending after the stem of a first name, as in «Викторией». A longer ending makes another word: «викторианской»,
 * «верного», «романтичного».
 */
const LONGEST_CASE = 3;

/** Words that say that the writer of the idea meets the person named next. */
export const MET = list(`
  with, with the, with my friend, and, next to, beside, kissing, hugging, kisses, hugs, meeting, meets, handshake with, shaking hands with, рядом с, вместе с, в обнимку с, обнима*, целу*, и, с, со, con, mit, avec, z`);
/** Words after a name which say that the writer of the idea meets that person. */
const MEETS = list(
  `selfie, kissing, handshake, hugging, on stage, next to me, with me, and me, рядом, со мной, обнима*, целу*`,
);

/** Matches the words before a name that ask for the likeness of its bearer: "with the face of my friend ". */
const LIKENESS_BEFORE = new RegExp(
  String.raw`(?<!\p{L})${oneOf(LIKENESS)} (?:(?:my|his|her|моей|моего|мою|моя)(?: \p{L}{2,14})? )?$`,
  'iu',
);
/** Matches the words before a name that say that the writer of the idea meets its bearer: "and ". */
const MET_BEFORE = new RegExp(String.raw`(?<!\p{L})${oneOf(MET)} $`, 'iu');

/**
 * Patterns of a surname: a word with a capital, or a word with the ending of a Russian surname, because many people write names without
 * capitals.
 */
const SURNAMES: readonly RegExp[] = [
  /^\p{Lu}[\p{L}'’-]{1,20}(?!\p{L})/u,
  /^\p{L}{2,12}(?:[оеё]в(?:а|у|ым|ой|е|ы)?|[иы]н(?:а|у|ым|ой|е|ы)|ск(?:ого|им|ому)|енко|дзе|швили)(?!\p{L})/iu,
];

/** Matches a surname, at most two other words, and a word that means “to meet”. */
const MEETING = new RegExp(
  String.raw`^[\p{L}'’-]{1,20}(?:[ ,]{1,2}[\p{L}'’-]{1,15}){0,2}[ ,]{1,2}${oneOf(MEETS)}(?!\p{L})`,
  'iu',
);

/** The patterns of this file. The spec checks them, as it checks RULE_PATTERNS. */
export const LIKENESS_PATTERNS: readonly RegExp[] = [LIKENESS_BEFORE, MET_BEFORE, MEETING, ...SURNAMES];

const WORD = /(?<!\p{L})\p{L}+(?= )/gu;
const STARRED = new Set(FIRST_NAMES.flatMap((name) => (name.endsWith('*') ? [name.slice(0, -1)] : [])));
const WHOLE = new Set(FIRST_NAMES.filter((name) => !name.endsWith('*')));

/** Whether a word in small letters is a first name. */
const isFirstName = (word: string): boolean =>
  WHOLE.has(word) ||
  Array.from({ length: LONGEST_CASE + 1 }, (_, ending) => word.slice(0, word.length - ending)).some((stem) =>
    STARRED.has(stem),
  );

const CHARACTERS_BY_WORD = CHARACTERS.map((name) => name.split(' '));

/** Whether a text in small letters that begins with a first name begins with a character's name; its last word may go on. */
const beginsWithCharacter = (text: string): boolean =>
  CHARACTERS_BY_WORD.some((name) => {
    const words = text.split(' ', name.length);
    return name.every((pattern, nth) => {
      const stem = pattern.replace('*', '');
      const word = words[nth] ?? '';
      return pattern === stem && nth < name.length - 1 ? word === stem : word.startsWith(stem);
    });
  });

/**
 * How many characters before and after a first name are read, more than the longest words of the lists with their endings. Otherwise a text of
 * nothing but names would be read once for each of them.
 */
const NEAR = 80;

/**
 * The first names of people in a text, each with what stands before and after it. Patterns with all names in them would take V8 half a second
 * to compile, in every process and again whenever it has dropped code that was not used for a while.
 */
const firstNamesIn = (text: string): readonly { readonly before: string; readonly rest: string }[] =>
  [...text.matchAll(WORD)]
    .filter(
      ({ index, 0: word }) =>
        isFirstName(word.toLowerCase()) && !beginsWithCharacter(text.slice(index, index + NEAR).toLowerCase()),
    )
    .map(({ index, 0: word }) => ({
      before: text.slice(Math.max(0, index - NEAR), index),
      rest: text.slice(index + word.length + 1, index + word.length + NEAR),
    }));

const bySurname = ({ rest }: { readonly rest: string }): boolean => SURNAMES.some((surname) => surname.test(rest));

/**
 * Whether the text asks for the likeness of a named person, or says that the writer meets a named person: «как у Ивана Иванова», "and John
 * Smith kissing". The check reads the original spelling, because a capital marks a name. So look-alike letters can hide a name, but only of
 * a private person, whose face the picture model does not know.
 */
export const asksForLikeness = (text: string): boolean =>
  firstNamesIn(text)
    .filter(bySurname)
    .some(({ before, rest }) => LIKENESS_BEFORE.test(before) || MET_BEFORE.test(before) || MEETING.test(rest));

/**
 * Whether the text has any first name with a surname. The name may be the writer's own, so this alone refuses no text that a language model
 * has judged.
 */
export const namesSomebody = (text: string): boolean => firstNamesIn(text.normalize('NFKC')).some(bySurname);
