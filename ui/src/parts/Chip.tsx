/** A filter that says its value: a menu of values, and a button that takes the condition away. */
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { t } from '../lib/wording';

export function Chip({
  label,
  value,
  options,
  onChange,
  testId,
}: {
  label: string;
  value: string | null;
  options: { value: string; label: string }[];
  onChange: (value: string | null) => void;
  testId: string;
}) {
  const chosen = options.find((option) => option.value === value);
  return (
    <span className="inline-flex">
      <MenuTrigger>
        <AriaButton
          data-testid={testId}
          className={`chip ${chosen ? 'chip-on rounded-r-none border-r-0' : ''}`}
          aria-label={chosen ? t('ui.filter.has', { label, value: chosen.label }) : t('ui.filter.choose', { label })}
        >
          <span>{label}</span>
          {chosen ? <span>{chosen.label}</span> : <Down />}
        </AriaButton>
        <Popover className="menu" offset={4}>
          <Menu
            aria-label={label}
            selectionMode="single"
            selectedKeys={value === null ? [] : [value]}
            onSelectionChange={(keys) => {
              const [first] = keys === 'all' ? [] : [...keys];
              onChange(first === undefined ? null : String(first));
            }}
          >
            {options.map((option) => (
              <MenuItem key={option.value} id={option.value} className="menu-item" textValue={option.label}>
                {option.label}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {chosen && (
        <button
          type="button"
          className="chip chip-on min-w-6 rounded-l-none border-l-0 pl-0"
          aria-label={t('ui.filter.remove', { label })}
          onClick={() => onChange(null)}
        >
          <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5">
            <path d="m1 1 8 8M9 1 1 9" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </button>
      )}
    </span>
  );
}

function Down() {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5">
      <path d="m1 3 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
