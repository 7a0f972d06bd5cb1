import { list } from './refused-words';

/**
 * Words of nakedness and sex. This list and the next two are in languages that the language model usually translates into English:
 * Ukrainian, Polish, Italian, Portuguese, Turkish, Czech, Dutch, Swedish, Norwegian, Danish, Romanian, Hungarian, Finnish, Serbian,
 * Bulgarian, Kazakh, Greek, Indonesian, Vietnamese.
 */
export const SEXUAL_ELSEWHERE: readonly string[] = list(`
  гола, гола жен*, голої, голою, голі, голий, оголен*, роздягнен*, роздягн*, без одягу, без білизни, еротик*, еротичн*, гола жена, голо тяло, без дрехи, съблечен*,
  naga, nago, bez majtek, nagi, nagą, nagiej, nagie, nagość, rozebran*, bez ubra*, gołe piers*, goła, cycki, erotyczn*,
  nuda, nudo, nudi, senza vestiti, senza abiti, spogliat*, svestit*, tette, sesso, sessual*, erotic*,
  nua, nuas, homem nu, corpo nu, sem roupa*, despid*, pelad*, seios nus, peitos nus,
  çıplak, çırılçıplak, soyunuk, soyunmuş, giysisiz, elbisesiz, kıyafetsiz,
  nahá, nahý, nahé, nahou, nahota, bez šatů, bez oblečení, vysvlečen*, svlečen*, polonah*, bez šiat,
  naakt*, bloot, blote borst*, zonder kleren, zonder kleding, uitgekleed*, naken, nakna, nøgen, nøgne, utan kläder, uden tøj, uten klær, avklädd*,
  dezbrăcat*, fără haine, femeie goală, meztelen*, ruha nélkül, pucér*, alaston, alastom*, ilman vaatteita,
  gola žena, gola devojka, bez odeće, bez odjeće, жалаңаш*, киімсіз, yalang och*, γυμνή, γυμνός, γυμνό, γυμνοί, χωρίς ρούχα,
  telanjang*, bugil, tanpa busana, tanpa baju, khỏa thân, trần truồng, golinkaya, golink*, bez kupalnik*`);

export const CHILDREN_ELSEWHERE: readonly string[] = list(`
  дівчинк*, хлопчик*, дитин*, дитяч*, школярк*, підліт*, неповнолітн*, момиче*, дете, деца, қыз бала*, оқушы*,
  dziewczynk*, chłopczyk*, chłopiec, dziecko, dzieck*, dzieci*, nastolat*, uczennic*, nieletni*,
  pięcioletni*, sześcioletni*, siedmioletni*, ośmioletni*, dziewięcioletni*, dziesięcioletni*, jedenastoletni*, dwunastoletni*, trzynastoletni*,
  czternastoletni*, piętnastoletni*, szesnastoletni*, siedemnastoletni*,
  bambin*, ragazzin*, minorenn*, fanciull*, criança*, menina*, menino*, garotinh*, çocuk*, küçük kız*, liseli*, kız öğrenci*,
  holčičk*, holčičc*, dítě, děti, dětsk*, chlapečk*, školačk*, nezletil*, dievčatk*, meisje*, jongetje*, kleuter*, minderjarig*, tiener*,
  flicka, flickor, pojke, tonåring*, barnet, skoleelev*, pige, drenge, fetiță, fetițe, copil, copii, copilul, copila, copilă, copilași, copiilor, kislány*, kisfiú*, gyerek*, tyttö, lapsi, lapset,
  devojčic*, dečak*, κοριτσάκι*, αγοράκι*, παιδί, παιδιά, anak kecil, gadis kecil, anak perempuan, bé gái, trẻ em, đứa trẻ`);

export const SUGGESTIVE_ELSEWHERE: readonly string[] = list(`
  бікіні, білизн*, купальник*, стринги, бельо, bielizn*, majtk*, stanik*, kostium* kąpielow*, biancheria intima, mutand*, reggiseno, costume da bagno,
  calcinha*, sutiã, roupa íntima, iç çamaşır*, sütyen*, bikinili, spodní prádl*, kalhotk*, podprsenk*, plavk*, ondergoed, badpak, underkläder, undertøy,
  undertøj, lenjerie, fehérnem*, alusvaat*, donji veš, іш киім*, εσώρουχ*, μπικίνι, pakaian dalam, đồ lót, swimsuit*, swimwear, bathing suit*,
  bending over, short skirt, mini skirt, miniskirt*, in the bathtub, bubble bath, bañador, badeanzug*, maillot de bain, в пене, мини юбк*, коротк* юбк*, наклонил*`);

/**
 * Words that are found anywhere in a text: their scripts have no spaces between words, or they have endings that no list of whole words
 * covers.
 */
export const SEXUAL_UNSPACED: readonly string[] = list(`
  裸体, 裸體, 全裸, 半裸, 裸女, 裸照, 赤裸, 裸身, 一丝不挂, 没穿衣服, 不穿衣服, 没有穿衣, 脱光, 露点, 色情, 性爱, 做爱, 裸の, ヌード, 素っ裸, すっぱだか, おっぱい,
  エロい, エロティ, セックス, 服を着ていない, 服なし, 벌거벗, 알몸, 누드, 나체, 옷을 벗, 옷 없이, عارية, عاريه, عاريا, عريان, عراة, بدون ملابس, بلا ملابس, नग्न, निर्वस्त्र, बिना कपड़ों, ערום, עירום,
  בלי בגדים, เปลือย, โป๊, برهنه, নগ্ন, შიშველ, մերկ`);

export const CHILDREN_UNSPACED: readonly string[] = list(`
  女孩, 男孩, 小孩, 儿童, 兒童, 孩子, 小学生, 小學生, 中学生, 初中生, 幼女, 少女, 萝莉, 未成年, 歳の女, 歳の少, 女の子, 男の子, 子供, 子ども, 少年, 園児, 女子高生, 어린이, 소녀, 소년, 여자아이, 남자아이,
  여자 아이, 초등학생, 중학생, 여고생, 미성년, طفلة, طفل, قاصر, مراهقة, بنت صغيرة, बच्ची, बच्चा, नाबालिग, ילדה, ילד, קטינה, เด็ก, دختر بچه, کودک, ბავშვ, երեխա`);

export const SUGGESTIVE_UNSPACED: readonly string[] = list(`
  比基尼, 泳装, 泳衣, 内衣, 內衣, 内裤, 性感, 水着, ビキニ, 下着, セクシー, 비키니, 수영복, 속옷, 팬티, 섹시, بيكيني, ملابس داخلية, ملابس السباحة, बिकनी, बिकिनी, अंतर्वस्त्र, ביקיני, תחתונים, בגד ים, บิกินี, ชุดชั้นใน`);

/** Innocent phrases that share a word with these lists, in whole words: bare feet, trees and the naked eye. */
export const INNOCENT_ELSEWHERE: readonly string[] = list(`
  piedi nudi, piede nudo, mani nude, mano nuda, a occhio nudo, pés nus, pes nus, olho nu, çıplak ayak(?:la|lı|lar|ları|larla)?, çıplak göz(?:le)?, çıplak ağaç(?:lar)?, blote voet(?:en|jes)?, het blote oog, meztelen láb(?:bal|ak|akkal)?, bos ayak,
  bose stop(?:y|ami|ach), bosymi stopami, gołe drzew(?:a|o), nagie drzew(?:a|o), na bosé, naha japan, naha okinawa, голі дерева, гола правда, голі скелі, bare feet`);
