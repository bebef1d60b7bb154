/** The workspace: the board of a pipeline. */
export const workspace = {
  'common.close': 'Close',

  'money.others': { one: '+ {n} currency', other: '+ {n} currencies' },

  'deal.created': 'Deal created',

  'nav.label': 'Workspace',
  'nav.board': 'Board',
  'nav.templates': 'Templates',
  'nav.search': 'Search',
  'nav.searchKey': 'Search everything (Ctrl K)',
  'nav.settings': 'Settings',

  'board.find': 'Find a deal',
  'board.newDeal': 'New deal',
  'board.newInStage': 'New deal in {stage}',
  'board.open': '{amount} open',
  'board.weighted': '{amount} weighted',
  'board.stageSum': '{sum} · {weighted} at {percent}',
  'board.noSum': 'No value yet',
  'board.emptyTitle': 'No deals yet',
  'board.emptyHelp': 'Create the first one here, or in a chat’s sidebar.',
  'board.emptyStage': 'No deals in {stage}',
  'board.noMatchTitle': 'No deal matches',
  'board.noMatchHelp': 'Try fewer letters.',
  'board.clear': 'Clear search',
  'board.unfold': 'Open {stage}',
  'board.fold': 'Fold {stage}',
  'board.card': '{who}: {title}, {value}',
  'board.cardMenu': 'More for {title}',
  'board.moveKeys': 'Arrow keys go between deals. Shift and arrows move a deal.',
  'board.moved': '{title} moved to {stage}',
  'board.openChat': 'Open chat',
  'board.noChat': 'This deal has no chat',
  'board.noTask': 'No task',
} as const;
