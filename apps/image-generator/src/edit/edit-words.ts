import { list } from '../moderation/refused-words';

/** Verbs that take a thing off. */
export const TAKES_OFF = list(`
  remove, removes, removed, removing, take off, takes off, taking off, taken off, strip, strips, stripped, stripping, strip off, rip off,
  tear off, pull off, pull down, pull up, pull aside, slip off, peel off, cut off, cut away, lift, lift up, raise, hike up, unbutton, unzip, untie, unhook, unclasp,
  unfasten, undo, open, open up, delete, erase, edit out, photoshop out, get rid of, lose, drop, lower, eliminate, ditch, shed, hide, rid of, free of, minus,
  vanish, disappear, fade out, dissolve, melt away, сними, снимем, снимите, снимай, снять, сняв, снимает, снята, снято, сняла, снял, сняли, убери, уберем, уберите, убирай, убрать, убрав, убрано, убрана, удали,
  удалите, удалить, удаляем, стяни, стяните, стянуть, скинь, скиньте, скинуть, скинула, сбрось, сбросить, сорви, сорвите, сорвать, содри, содрать, стащи, стащить, расстегни, расстегните, расстегнуть, расстегнута*,
  развяжи, развязать, задери, задерите, задрать, подними, приподними, поднять, приспусти, приспустить, спусти, спустить, опусти, распахни, распахните, распахнуть, распахнута*, разорви, порви, порвать, сотри, сотрите, стереть,
  вырежи, вырезать, исключи, убавь, избавь, избавьте, избавить, освободи, освободите, освободить, лиши, лишить, отбрось, скрой, спрячь, исчезла, исчезнет, исчезает, исчез, пропала, пропадет, растворилась, растворится, испарилась, fall, falls, fall down, fall off, falls down, falls off, falling, slips, slides down, blows up, упало, упадет, упадут, падает, слетело, слетит, поднимет, подымет, сдует, задует`);

/** Clothes under which there may be nothing, in the forms that follow a verb. Coats, hats, glasses and ties are not in the list. */
export const GARMENTS = list(`
  clothes, clothing, cloth, garment, garments, outfit, attire, apparel, dress, gown, skirt, miniskirt, blouse, shirt, undershirt, t shirt, tshirt, tee,
  top, tank top, crop top, tube top, sweater, jumper, hoodie, pullover, sweatshirt, turtleneck, cardigan, vest, robe, bathrobe, towel, blanket, sheet,
  swimsuit, swimwear, swimming suit, bathing suit, bikini, bikini top, bra, straps, panties, underwear, lingerie, knickers, pants, trousers, jeans, shorts, leggings, tights, pantyhose, stockings,
  pajamas, pyjamas, nightgown, nightie, corset, bodysuit, leotard, kimono, sari, uniform, suit, costume, everything she wears, everything he wears,
  everything she is wearing, everything he is wearing, everything they wear, what she is wearing, what he is wearing, what she wears, what he wears,
  одежду, одежда, одежды, одежку, одежонку, шмотки, тряпки, тряпье, наряд, прикид, платье, платьице, платья, платьишко, юбку, юбочку, юбка, юбки, блузку, блузка, блузки, блузу, рубашку, рубашка, рубаху, футболку, футболка, майку, майка, топ, топик, кофту, кофточку, кофта, свитер, свитшот,
  худи, толстовку, толстовка, джемпер, водолазку, кардиган, жилет, сарафан, халат, халатик, полотенце, простыню, одеяло, купальник, купальника, бикини, лифчик, лифчика, лифак, бюстгальтер, бюстгальтера, лиф, лямки, бретельки, трусы, трусов, трусики,
  трусиков, плавки, шорты, штаны, штанов, штанишки, брюки, джинсы, леггинсы, лосины, колготки, чулки, белье, белья, нижнее, пеньюар, ночнушку, ночную сорочку, сорочку, пижаму, комбинезон, боди, корсет, кимоно, форму, костюм,
  костюмчик, все что на ней, все что на нем, все с нее, все с него, с нее все, с него все, все с девушки, с девушки все, все с женщины, все лишнее с нее, все лишнее с него, все лишнее с тела, fabric, textile, ткань, материю`);

/** Words between a verb and a garment that turn the garment into a place: «убери пятно с рубашки», "the logo on her shirt". */
export const PLACES = list(
  `from, on, of, in, at, with, under, behind, around, near, с, со, на, в, из, у, за, возле, около, под, над, к`,
);

/** Words after a garment's name that are the real object of the verb: "remove the shirt stain". */
export const PARTS = list(`
  stain, stains, logo, logos, wrinkle, wrinkles, crease, creases, print, prints, tag, tags, label, labels, text, pattern, pocket, pockets, lint, button,
  buttons, badge, jacket, rack, store, shop, hanger`);

/** Garments after «без», which takes the genitive case. */
export const WITHOUT_GARMENT = list(`
  одежды, одежек, одежки, наряда, платья, юбки, юбочки, блузки, блузы, рубашки, рубахи, футболки, майки, топа, топика, кофты, кофточки, свитера, худи, толстовки, сарафана,
  халата, халатика, полотенца, купальника, лифчика, бюстгальтера, лифа, трусов, трусиков, плавок, шорт, шортов, штанов, брюк, джинсов, леггинсов,
  колготок, чулок, белья, нижнего белья, пижамы, комбинезона, боди, корсета, костюма, формы, всего, ничего, верха, низа`);

/** Words for undressing that name no garment, or that name what is seen instead of the garment. */
export const UNDRESSES: readonly string[] = list(`
  undress*, strip her, strip him, strip them, strip me, strip the, strip naked, strip down, nudif*, deepnude, deep nude, clothoff, cloth off, declothe*, unclothe*, disrobe*, denude*, derobe*, x ray, xray, x rays, see through, seethrough, transparent clothes,
  transparent cloth, transparent dress, transparent shirt, sheer dress, sheer shirt, sheer clothes, sheer top, translucent clothes, translucent dress, show her body, show his body, show the body, show me her body, reveal her body, reveal his body, expose her body, expose his body,
  reveal more, show more skin, more skin, bare skin, bare her, bare his, bare all, bare it all, expose her, expose him, expose the chest, reveal her chest, reveal the chest, body without, only skin, just skin, nothing but skin, in the flesh, au naturel, all natural body, naturist*,
  nudist*, skinny dip*, clothing optional, clothes free, as god made*, as nature made*, as mother nature made*, the way god made*, the day she was born, the day he was born, the day they were born,
  adam s costume, adam costume, eve s costume, adam and eve, garden of eden look, wearing only, wears only, dressed only, nothing but a, nothing on, with nothing on, wear nothing, wears nothing, in nothing but, body paint*, bodypaint*, body art only, emperor s new clothes, invisible clothes, invisible dress, invisible clothing, clothes invisible, dress invisible, shirt invisible,
  wardrobe malfunction, nip slip, oops moment, after the shower without, lose the clothes, lose the dress, shirt off, clothes off, dress off, top off, pants off, bra off, bigger breasts, bigger boobs, bigger bust, larger breasts, larger bust, bigger butt, bigger ass, deeper neckline, lower neckline, plunging neckline, shorter skirt, tighter clothes, wet clothes, wet shirt, wet dress,
  раздень*, раздев*, разден*, раздел(?:ась|ся|ись), раздели (?:ее|его|их|меня|нас|девушку|женщину|парня|мужчину|модель|всех), раздел(?:а|и)? (?:ее|его|девушку), разоблач*, оголи*, оголе*, оголя*, заголи*, заголе*, обнажи*, обнаже*, обнажа*, догола, донага, нагишом, в неглиже, рентген*, просвечи*, прозрачн* одежд*, прозрачн* плать*, прозрачн* рубашк*, прозрачн* блузк*, прозрачн* футболк*, прозрачн* майк*, прозрачн* купальник*, прозрачн* ткан*, одежд* прозрачн*, плать* прозрачн*, рубашк* прозрачн*, блузк* прозрачн*,
  футболк* прозрачн*, купальник* прозрачн*, одежд* невидим*, невидим* одежд*, плать* невидим*, невидим* плать*, покажи тело, покажи ее тело, покажи его тело, покажи грудь, покажи ее грудь, открой грудь, открой тело, покажи больше тела, больше кожи, больше тела, больше голого, побольше тела, голая кожа, только кожа, одна кожа, что под одежд*, что под плать*, что под рубашк*, что под юбк*, что под футболк*, что под купальник*, под одеждой,
  под платьем, под юбкой, под блузкой, как бог создал, какой бог создал, какой мать родила, в чем родилась, в чем родился, в чем мать родила, в костюме адама, в костюме евы, костюм адама, наряд евы, наряд адама, нудист*, нудизм*, натурист*, без всего, без ничего, ничего не надето, ничего на теле, в одних трус*, в одном полотенц*, в одном белье, в одной простын*, в одних чулках, в одном фартук*, только в трус*, только в полотенц*, только в белье,
  из одежды только, боди арт*, бодиарт*, новое платье короля, грудь больше, грудь побольше, увелич* груд*, груд* пышн*, попу больше, попу побольше, увелич* поп*, глубже вырез, вырез глубже, глубокий вырез, глубок* декольте, юбку короче, короче юбку, платье короче, укороти юбк*, укороти плать*, мокр* одежд*, мокр* плать*, мокр* футболк*, мокр* рубашк*, соскользнул*, сползл*, сползающ*, приоткр* груд*, приспущен*, распахнут* (?:халат*|рубаш*|рубах*|блуз*|плать*|одежд*|кофт*|кофточ*|пальто|плащ*|пиджак*|ворот*|груд*), (?:ворот|груд*|одежд*) распахнут*, расстегнут* до, ню, take everything off, take it all off, takes it all off, everything off, kit off, strip off, forgot to dress, forgot to get dressed, forgot her clothes, forgot his clothes, forgot to put on, as nature intended, see thru, seethru, x rated, xrated, adults only, adult content, wear only, wear just, wearing just, only an apron, just an apron, only heels, just heels, забыл* одет*, забыл* надет*, в чем мама родила, надень только, надень на нее только, надень на него только, только фартук*, только шляп*, только туфл*, только бусы, только бусах, как задумала природа, как природа задумала, для взрослых, контент для взрослых`);

/** Verbs that put one thing in the place of another. */
export const REPLACES = list(`
  replace, swap, change, exchange, switch, turn, make, convert, transform, замени, заменить, замените, поменяй, поменять, смени, сменить, преврати, превратить, сделай`);
/** Things that are not clothes, when they take the place of clothes. */
export const NO_CLOTHES = list(`
  skin, bare skin, her skin, his skin, flesh, paint, body paint, air, nothing, water, foam, smoke, flowers only, leaves only, кожей, кожу, телом, тело, голым телом, воздухом, воздух, ничем, ничто, краской, краску, пеной, пену, ничего, на ничего, пустоту, на пустоту`);

/** Verbs that bring in a face. */
export const PUTS_FACE = list(`
  replace, swap, change, exchange, switch, put, paste, superimpose, overlay, transplant, insert, attach, use, give, замени, заменить, замените, поменяй,
  поменять, смени, сменить, поставь, поставить, вставь, вставить, подставь, подставить, пересади, пересадить, наложи, наложить, приклей, приделай, примени, возьми`);
/** Words for a face that is put in or replaced, as opposed to its expression. */
export const FACE = list(`face, faces, head, heads, лицо, лица, личико, голову, головы, физиономию`);
/** Words between the verb and the face that leave the face itself as it is. */
export const OF_FACE = list(
  `expression, look, smile, makeup, make up, colour, color, tone, light, shadow, background, выражение, макияж, цвет, свет, фон, улыбку, тон, щетину, бороду, с, на`,
);
/** Phrases that ask for another person's face. */
export const OTHER_FACE = list(`
  face swap*, faceswap*, swap faces, deepfake*, deep fake*, another person s face, someone else s face, somebody else s face, a different face, different person, another face, other face, as if it were another person, turn me into another person, turn her into another person, turn him into another person,
  фейс свап, фейссвап, дипфейк*, чужое лицо, чужим лицом, другое лицо, другим лицом, лицо другого, лицо другой, лицо моего, лицо моей, лицом моего, лицом моей, лицо соседк*, лицо подруги, лицо друга, лицо начальни*, лицо бывш*, лицом бывш*, в другого человека`);

/** Phrases that say by how many years a person is to look younger or older: their number is not read as an age. */
export const BY_YEARS: readonly RegExp[] = [
  /(?:на )?[\p{L}\p{N}]{1,12} (?:лет|года|год) (?:моложе|младше|старше)/giu,
  /(?:моложе|младше|старше|омолоди|состарь|помолодей|постарей)(?: \p{L}{1,12})? на [\p{L}\p{N}]{1,12} (?:лет|года|год)/giu,
  /[\p{L}\p{N}]{1,12} years? (?:younger|older)/giu,
];

/** Materials of clothes that hide nothing. */
export const HIDES_NOTHING = list(`
  glass, mesh, cling film, plastic wrap, cellophane, fishnet, lace only, soap, стекл*, стеклян*, сетк*, сеточк*, паутин*, пленк*, целлофан*, полиэтилен*`);
/** Words for making holes. */
export const HOLES = list(`
  cut, cuts, cut holes, cut a hole, holes, hole, rip, rips, ripped, tear, tears, torn, shred, shredded, slash, burn, разрежь, разрезать, порванн*, рваную, рваное, рваная, прожги, дыры, дырк*, дырявое, дырявую, изрежь`);
