// The block in the editor: where Kith will be, what it starts with, and what is missing. No build step: WordPress' own globals.
((wp) => {
  const { createElement: el, Fragment } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { PanelBody, Placeholder, SelectControl, TextControl } = wp.components;
  const { __, sprintf } = wp.i18n;
  /** From hints.php: whether Kith is set up, where it is, and where to change that if this person may. */
  const { host = '', languages = {}, nations = {}, settings = '', isSetUp = false } = window.kithFindHelp || {};

  const areas = {
    leisure: __('Things to do', 'kith'),
    relationships: __('People', 'kith'),
    housing: __('Home', 'kith'),
    money: __('Money', 'kith'),
    employment: __('Work', 'kith'),
    education: __('Learning', 'kith'),
    advocacy: __('Being heard', 'kith'),
    health: __('Health', 'kith'),
    caring: __('Caring', 'kith'),
    'daily-living': __('Daily life', 'kith'),
  };
  const asSet = __('As in the settings', 'kith');
  const choices = {
    area: [__('Starts with', 'kith'), __('Everything', 'kith'), areas],
    lang: [__('Language', 'kith'), asSet, languages],
    nation: [__('Urgent numbers of', 'kith'), asSet, nations],
    theme: [
      __('Colours', 'kith'),
      __('As in Kith’s console', 'kith'),
      { light: __('Light', 'kith'), dark: __('Dark', 'kith'), auto: __('As the page', 'kith') },
    ],
    way: [
      __('Way', 'kith'),
      asSet,
      { script: __('Script', 'kith'), frame: __('Frame', 'kith'), link: __('Links only', 'kith') },
    ],
  };

  /** What stands in the box in the editor. */
  function words({ area, near }) {
    if (!isSetUp)
      return settings
        ? __('Visitors see nothing here yet: Kith’s address or key is not set.', 'kith')
        : __(
            'Visitors see nothing here yet. Ask an administrator of this site to set Kith up (Settings, Kith).',
            'kith',
          );
    const start = [areas[area], near].filter(Boolean).join(', ');
    // translators: %s: the host name of Kith
    const said = sprintf(__('Visitors see the search of %s here.', 'kith'), host);
    // translators: %s: a part of life, a place, or both
    return start ? `${said} ${sprintf(__('It starts with: %s.', 'kith'), start)}` : said;
  }

  function Edit({ attributes, setAttributes }) {
    const field = (Control, name, more) =>
      el(Control, {
        key: name,
        value: attributes[name],
        onChange: (value) => setAttributes({ [name]: value }),
        __nextHasNoMarginBottom: true,
        __next40pxDefaultSize: true,
        ...more,
      });
    const controls = Object.entries(choices).map(([name, [label, unset, options]]) =>
      field(SelectControl, name, {
        label,
        options: [
          { value: '', label: unset },
          ...Object.entries(options).map(([value, text]) => ({ value, label: text })),
        ],
      }),
    );
    const near = field(TextControl, 'near', {
      label: __('Near', 'kith'),
      help: __('A place, or the first half of a postcode, that searches start from.', 'kith'),
      maxLength: 100,
    });
    return el(
      Fragment,
      null,
      el(InspectorControls, null, el(PanelBody, { title: __('On this page', 'kith') }, near, controls)),
      el(
        'div',
        useBlockProps(),
        el(
          Placeholder,
          { label: __('Find help (Kith)', 'kith'), instructions: words(attributes) },
          !isSetUp &&
            settings &&
            el('a', { href: settings, target: '_blank' }, __('Set Kith up (in a new tab)', 'kith')),
        ),
      ),
    );
  }

  const fromShortcode = (name) => ({ type: 'string', shortcode: ({ named }) => named[name] || '' });
  wp.blocks.registerBlockType('kith/find-help', {
    edit: Edit,
    save: () => null,
    transforms: {
      from: [
        {
          type: 'shortcode',
          tag: 'kith',
          attributes: Object.fromEntries([...Object.keys(choices), 'near'].map((name) => [name, fromShortcode(name)])),
        },
      ],
    },
  });
})(window.wp);
