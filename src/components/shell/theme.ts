/** The reader's choice of colours, kept in this browser only. */

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const WORDS: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };
const PAGE: Record<'light' | 'dark', string> = { light: '#fcfcfa', dark: '#14161a' };

/** The theme that follows when the button is pressed. */
export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
}

/** What the button says. */
export function themeLabel(theme: Theme): string {
  return `Colours: ${WORDS[theme]}`;
}

function current(root: HTMLElement): Theme {
  const set = root.dataset['theme'];
  return set === 'light' || set === 'dark' ? set : 'system';
}

function apply(root: HTMLElement, theme: Theme): void {
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const scheme = meta.media.includes('dark') ? 'dark' : 'light';
    meta.content = PAGE[theme === 'system' ? scheme : theme];
  }
}

/** Binds the button. Storage may be forbidden; the choice then lasts for the page. */
export function startThemeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-theme-switch]');
  if (!button) return;
  const root = document.documentElement;
  const say = (theme: Theme): void => {
    button.setAttribute('aria-label', themeLabel(theme));
    button.title = themeLabel(theme);
  };
  apply(root, current(root));
  say(current(root));
  button.addEventListener('click', () => {
    const theme = nextTheme(current(root));
    apply(root, theme);
    say(theme);
    try {
      if (theme === 'system') localStorage.removeItem('theme');
      else localStorage.setItem('theme', theme);
    } catch {
      // The choice is not kept; nothing else depends on it.
    }
  });
}
