import { describe, expect, it } from '@jest/globals';
import { ASPECT_RATIOS, type AvatarId, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { CallbackSignature } from './callback-signature';
import { callback, count, id, named, oneOf, optional, word } from './callback';

const rich = callback('gen.pick', {
  avatarId: id<AvatarId>(),
  before: optional(id<OrderId>()),
  ratio: oneOf(ASPECT_RATIOS),
  page: count(),
  flow: word(),
});

describe('the fields that a button carries', () => {
  it('the fields of a button come back as they were put in', () => {
    const fields = { avatarId: newId<AvatarId>(), before: null, ratio: '9:16', page: 2 ** 40, flow: 'a-b' } as const;

    expect(rich.decode(rich.button('x', fields).data)).toEqual(fields);
  });

  it('the fields of a button fit into 64 bytes with two ids and the signature, and are refused when they do not', () => {
    const two = callback('gen.two', { one: id<AvatarId>(), other: id<OrderId>() });
    const { data } = two.button('x', { one: newId(), other: newId() });
    const signature = new CallbackSignature({ secret: 'secret' });

    expect(Buffer.byteLength(signature.sign(newId<UserId>(), data))).toBeLessThanOrEqual(64);
    const three = callback('gen.three', { one: id(), two: id(), three: id() });
    expect(() => three.button('x', { one: newId(), two: newId(), three: newId() })).toThrow(RangeError);
  });

  it.each([
    ['another button’s', 'gen.other:1'],
    ['of an older shape', 'gen.pick:AAAAAAAAAAAAAAAAAAAAAA'],
    ['with an id that is none', 'gen.pick:AAAA:-:1:1:a'],
    ['with a choice that does not exist', 'gen.pick:AAAAAAAAAAAAAAAAAAAAAA:-:z:1:a'],
    ['with a number that is none', 'gen.pick:AAAAAAAAAAAAAAAAAAAAAA:-:1:-1:a'],
    ['empty', ''],
    ['garbage', '\u0000:::::::'],
  ])('the fields of a button are undefined when they are %s', (_, data) => {
    expect(rich.decode(data)).toBeUndefined();
  });

  it('a named item keeps its meaning when the list gets another order, and an older button its place in the order of that time', () => {
    const before = callback('doc.into', { language: oneOf(['ru', 'en', 'de']) });
    const now = callback('doc.into', { language: named(['en', 'kk', 'de', 'ru'], ['ru', 'en', 'de']) });
    const later = callback('doc.into', { language: named(['de', 'pl', 'ru', 'en', 'kk'], ['ru', 'en', 'de']) });
    const readBy = (one: typeof now | typeof later, { data }: { readonly data: string }) => one.decode(data)?.language;

    expect(readBy(later, now.button('x', { language: 'kk' }))).toBe('kk');
    expect(readBy(later, before.button('x', { language: 'de' }))).toBe('de');
    expect([now.decode('doc.into:3'), now.decode('doc.into:pl')]).toEqual([undefined, undefined]);
  });

  it('data with the fields of an older form still belongs to its callback; data of a callback whose name only begins with the same letters does not', () => {
    expect(rich.isOf('gen.pick')).toBe(true);
    expect(rich.isOf('gen.pick:AAAAAAAAAAAAAAAAAAAAAA')).toBe(true);
    expect(rich.isOf('gen.picks:1')).toBe(false);
    expect(rich.isOf('')).toBe(false);
  });
});

describe('the signature of a button', () => {
  const signature = new CallbackSignature({ secret: 'token' });
  const anna = newId<UserId>();

  it('the signature of a button is valid only for the person for whom it was made', () => {
    const signed = signature.sign(anna, 'gen.pick:1');

    expect(signature.verify(anna, signed)).toBe('gen.pick:1');
    expect(signature.verify(newId<UserId>(), signed)).toBeUndefined();
  });

  it('the signature of a button is not valid when a byte was changed, when it is missing, or with another secret', () => {
    const signed = signature.sign(anna, 'gen.pick:1');

    expect(signature.verify(anna, signed.replace(':1', ':2'))).toBeUndefined();
    expect(signature.verify(anna, 'gen.pick:1')).toBeUndefined();
    expect(new CallbackSignature({ secret: 'another' }).verify(anna, signed)).toBeUndefined();
  });
});
