import { describe, expect, it } from '@jest/globals';
import { ASPECT_RATIOS, type AspectRatio } from '@aisha/domain';
import { callback, flowKit, html, oneOf, open, upscaleTexts } from './index';

interface Order {
  readonly name: string;
  readonly ratio?: AspectRatio;
}
const { step, on, onText, loading, goTo, stay, flow } = flowKit<Order, 'shape' | 'confirm'>()(upscaleTexts);
const pick = callback('t.pick', { ratio: oneOf(ASPECT_RATIOS) });
const back = callback('t.back', {});

const shape = step({
  screen: (draft, t) => ({
    text: html`${draft.name}: ${t.size({ size: '2K', isChosen: false })}`,
    buttons: [ASPECT_RATIOS.map((ratio) => pick.button(ratio, { ratio })), [back.button(t.back, {})]],
  }),
  actions: [
    on(pick, (draft, { ratio }) => goTo('confirm', { ...draft, ratio })),
    // @ts-expect-error -- no step of that name
    on(back, (draft) => goTo('confrim', draft)),
    onText((draft, text) => stay({ ...draft, name: text })),
  ],
});
const read = loading(async () => ({ price: 5 }));
const confirm = read.step({
  screen: (_, t, { price }) => ({ text: html`${t.picture({ place: price })}` }),
  actions: [
    read.on(back, (draft, _, { data, t }) => goTo('shape', draft, ...(data.price > 1 ? [] : [])) ?? t.back),
    // @ts-expect-error -- the data has no such field
    read.on(back, (draft, _, { data }) => goTo('shape', { ...draft, name: data.prise })),
  ],
});
const shapes = flow({
  name: 'shapes',
  version: 1,
  first: 'shape',
  begin: (): Order => ({ name: '' }),
  steps: { shape, confirm },
});

describe('the types of conversations', () => {
  it('the types of a conversation refuse at compile time a step that the flow does not have, and a draft of another shape', () => {
    expect(open(shapes, { step: 'confirm', draft: { name: 'Аня' } })).toMatchObject({ to: 'flow', step: 'confirm' });
    // @ts-expect-error -- no step of that name
    expect(open(shapes, { step: 'reply', draft: { name: 'Аня' } })).toMatchObject({ to: 'flow' });
    // @ts-expect-error -- the draft is of another shape
    expect(open(shapes, { draft: { nom: 'Аня' } })).toMatchObject({ to: 'flow' });
  });
});
