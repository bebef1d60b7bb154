/** Browser notifications: words of the background. */
export const notifications = {
  'notify.inChat': '{name} in {chat}',
  'notify.text': 'Message',
  'notify.photo': 'Photo',
  'notify.video': 'Video',
  'notify.voice': 'Voice message',
  'notify.round': 'Video message',
  'notify.audio': 'Audio',
  'notify.document': 'File',
  'notify.sticker': 'Sticker',
  'notify.gif': 'GIF',
  'notify.location': 'Location',
  'notify.contact': 'Contact',
  'notify.poll': 'Poll',
  'notify.service': 'Something changed in the chat',
  'notify.other': 'Message',
} as const;
