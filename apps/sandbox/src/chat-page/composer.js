import {
  acceptDrops,
  sendFiles,
  sending,
  comesByLink,
  sendSelfies,
  sendSticker,
  sendThing,
  sendVideoNote,
  sendVoiceFile,
} from './attachments.js';
import { byId, h, icon, redraw } from './dom.js';
import { duration } from './format.js';
import { enterGroup, groupActions } from './groups.js';
import { asMenu } from './keyboard.js';
import { focusNewest } from './message-keys.js';
import { quoted, say } from './messages.js';
import { server } from './server.js';
import { onChange, replyTo, speakAs, store } from './store.js';
import { suggesting } from './suggestions.js';
import { texts } from './texts.js';
import { toast } from './toast.js';
import { record } from './voice-recorder.js';

const INPUT_MAX_PX = 180;
let drawnFor;

/** Draws everything below the messages. It builds only the changed parts anew, because a person may be typing in the others. */
const draw = () => {
  const { person, group, replyTo: original } = store;
  const keyboard = replyKeyboard();
  const people = group && [...store.people.values()];
  const facts = [person?.id, person?.blocked, group, people, original, store.commands, keyboard, lacksPhotos()];
  const signature = JSON.stringify(facts);
  if (signature === drawnFor) return;
  drawnFor = signature;
  const draft = byId('input')?.value ?? '';
  redraw(byId('composer'), person ? (person.blocked && !group ? [blocked()] : line(keyboard)) : []);
  if (!byId('input')) return;
  byId('input').value = draft;
  byId('input').dispatchEvent(new Event('input'));
};

const blocked = () =>
  h('button', { class: 'wide', type: 'button', onclick: () => server.block(store.currentId, false) }, texts.unblock);

const line = (keyboard) => {
  const input = h('textarea', {
    id: 'input',
    rows: 1,
    placeholder: texts.message,
    'aria-label': texts.message,
    'aria-autocomplete': 'list',
    'data-key': 'input',
    oninput: () => grow(),
    onkeydown: (event) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === 'ArrowUp' && input.value === '') return void (event.preventDefault(), focusNewest());
      if (event.key === 'Escape' && store.replyTo) return replyTo(undefined);
      if (event.key !== 'Enter' || event.shiftKey) return;
      event.preventDefault();
      submit();
    },
    onpaste: (event) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      void sendFiles(files);
    },
  });
  const send = h(
    'button',
    {
      class: 'icon-button send',
      type: 'button',
      'aria-label': texts.send,
      'data-key': 'send',
      onclick: () => submit(),
    },
    icon('send'),
  );
  const microphone = h(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': texts.record, onclick: () => startRecording() },
    icon('mic'),
  );
  const grow = () => {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, INPUT_MAX_PX)}px`;
    const isEmpty = input.value.trim() === '';
    send.hidden = isEmpty;
    microphone.hidden = !isEmpty;
  };
  const submit = (text = input.value.trim()) => {
    if (!text) return;
    input.value = '';
    input.dispatchEvent(new Event('input'));
    input.focus();
    void say(text);
  };
  const suggestions = suggesting(input, submit);
  queueMicrotask(grow);
  const bar = h(
    'div',
    { class: 'line' },
    menu('attach', texts.attach, attachments()),
    store.commands.length > 0 && menu('slash', texts.commands, commands()),
    input,
    microphone,
    send,
  );
  return [
    suggestions,
    lacksPhotos() && selfieOffer(),
    store.group && speaker(),
    store.replyTo && replying(store.replyTo),
    bar,
    keyboard && keyboardRows(keyboard),
  ];
};

/** Whether the person has begun to talk to the bot and sent it no photograph yet. */
const lacksPhotos = () => {
  const { group, currentId, underway } = store;
  const messages = store.messagesOf(currentId);
  return !group && messages.length > 0 && !underway.get(currentId)?.length && !messages.some(isTheirPhoto);
};
const isTheirPhoto = ({ by, photo }) => by === 'person' && photo;

/** Offers selfies on the page itself, so that a newcomer need not find them in the menu. */
const selfieOffer = () =>
  h(
    'button',
    {
      class: 'offer',
      type: 'button',
      onclick: () => {
        byId('input').focus();
        void sendSelfies();
      },
    },
    texts.offerSelfies,
  );

/** In a chat of several people: the list that chooses which of them writes. */
const speaker = () => {
  const select = h(
    'select',
    { 'data-key': 'speaker' },
    [...store.people.values()].map(({ id, first_name: name }) =>
      h('option', { value: id, selected: id === store.person.id }, name),
    ),
  );
  select.addEventListener('change', async () => {
    await enterGroup(Number(select.value));
    speakAs(Number(select.value));
  });
  return h('label', { class: 'speaker' }, texts.speaker, select);
};

const replying = (original) =>
  h(
    'div',
    { class: 'replying', role: 'group', 'aria-label': texts.replyingTo },
    icon('reply'),
    h('div', { class: 'quote' }, quoted(original)),
    h(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': texts.noReply, onclick: () => replyTo(undefined) },
      icon('close'),
    ),
  );

/** A button with a list above it; Escape and a click elsewhere close it. */
const menu = (name, label, items) => {
  const list = h('div', { class: 'menu' }, items);
  const button = h(
    'button',
    {
      class: 'icon-button',
      type: 'button',
      'aria-label': label,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'data-key': name,
      onclick: () => list.togglePopover(),
    },
    icon(name),
  );
  asMenu(list, button);
  return h('span', { class: 'with-menu' }, button, list);
};

const menuItem = (name, label, note, onclick) =>
  h(
    'button',
    { class: 'menu-item', type: 'button', role: 'menuitem', onclick },
    name && icon(name),
    h('span', {}, label, note && h('small', {}, note)),
  );

const picker = (name, label, attributes, use) => {
  const field = h('input', { type: 'file', hidden: true, 'data-picker': name, ...attributes });
  field.addEventListener('change', () => {
    const files = [...field.files];
    field.value = '';
    if (files.length > 0) void use(files);
  });
  return [menuItem(name, label, undefined, () => field.click()), field];
};

const attachments = () =>
  [
    picker('photo', texts.photos, { accept: 'image/*', multiple: true }, sendFiles),
    picker('file', texts.files, { multiple: true }, (files) =>
      sending(texts.sending, async (fields) => {
        for (const file of files) await server.files(store.place, 'document', [file], fields);
      }),
    ),
    picker('mic', texts.voiceFile, { accept: 'audio/*,.ogg,.oga,.opus' }, ([file]) => sendVoiceFile(file)),
    picker('video', texts.videoAsNote, { accept: 'video/*' }, ([file]) => sendVideoNote(file)),
    menuItem('faces', texts.selfies, texts.selfiesNote, sendSelfies),
    menuItem('sticker', texts.sticker, undefined, sendSticker),
    menuItem('place', texts.location, undefined, () => sendThing('location')),
    menuItem('person', texts.contact, undefined, () => sendThing('contact')),
    !store.group && menuItem('link', texts.byLink, undefined, comesByLink),
    h('hr'),
    store.group
      ? groupActions(store.group).map(({ label, run }) => menuItem('group', label, undefined, run))
      : menuItem('block', texts.block, undefined, () => server.block(store.currentId, true)),
  ].flat();

const commands = () =>
  store.commands.map(({ command, description }) =>
    menuItem(undefined, `/${command}`, description, () => say(`/${command}`)),
  );

/** The keyboard that the bot put below the input, unless the bot's last message about it removed it. */
const replyKeyboard = () => {
  const last = store.messagesOf(store.currentId).findLast(({ by, keyboard }) => by === 'bot' && keyboard);
  return last?.keyboard.keyboard;
};

const keyboardRows = (rows) =>
  h(
    'div',
    { class: 'reply-keyboard' },
    rows.map((row) =>
      h(
        'div',
        { class: 'row' },
        row.map((button) => {
          const text = typeof button === 'string' ? button : button.text;
          return h('button', { class: 'key', type: 'button', onclick: () => say(text) }, text);
        }),
      ),
    ),
  );

const startRecording = async () => {
  const recording = await record().catch(() => undefined);
  if (!recording) return toast(texts.noMicrophone);
  const { place } = store;
  const time = h('time', {}, duration(0));
  const timer = setInterval(() => (time.textContent = duration(recording.seconds())), 250);
  const end = () => {
    clearInterval(timer);
    drawnFor = undefined;
    draw();
    byId('input')?.focus();
  };
  const discard = async () => {
    await recording.discard();
    end();
  };
  const finish = async () => {
    const { file, seconds } = await recording.finish();
    end();
    await sending(texts.voice, (fields) =>
      server.files(place, 'voice', [file], { duration: Math.round(seconds), ...fields }),
    );
  };
  byId('composer').replaceChildren(
    h(
      'div',
      { class: 'line recording' },
      h(
        'button',
        { class: 'icon-button', type: 'button', 'aria-label': texts.discard, onclick: discard },
        icon('close'),
      ),
      h('span', { class: 'level', 'aria-hidden': 'true' }),
      time,
      h(
        'button',
        {
          class: 'icon-button send',
          type: 'button',
          'aria-label': texts.stopRecording,
          onclick: finish,
          autofocus: true,
        },
        icon('send'),
      ),
    ),
  );
  byId('composer').querySelector('.send').focus();
  return undefined;
};

onChange(draw);
acceptDrops(byId('chat'), byId('drop'));
