/** Guards unsaved changes: what would be left or closed asks once, and says what will be lost. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { addGate, go, path } from '../lib/place';
import { t } from '../lib/wording';
import { Button } from './Button';

interface Guarded {
  /** The number of unsaved changes. */
  changes: number;
  /** Answers whether saving worked; absent where saving is a step that nobody should take on the way out. */
  save?: () => Promise<boolean>;
  /** Whether another view of the same page would lose the changes too. */
  inside?: boolean;
}

/** The question before unsaved changes are lost; `ask` puts it before another way out than the address. */
export function useLeaveGuard({ changes, save, inside = false }: Guarded): {
  ask: (way: () => void) => void;
  question: ReactNode;
} {
  const [way, setWay] = useState<(() => void) | null>(null);
  const open = useRef(() => {});
  useEffect(() => {
    if (changes === 0) return;
    open.current = addGate((next, from) => {
      if (!inside && path(next) === path(from)) return true;
      setWay(() => () => go(next));
      return false;
    });
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => {
      open.current();
      window.removeEventListener('beforeunload', stay);
    };
  }, [changes, inside]);
  const stay = () => setWay(null);
  const leave = () => {
    open.current();
    stay();
    way?.();
  };
  const question = (
    <ModalOverlay isOpen={way !== null} onOpenChange={(shown) => !shown && stay()} className="sheet-ground">
      <Modal className="sheet">
        <Dialog role="alertdialog" className="outline-none">
          <Heading slot="title" level={2}>
            {t('ui.leave.title', { n: changes })}
          </Heading>
          <p className="my-3">{t('ui.leave.text')}</p>
          <div className="flex flex-wrap justify-end gap-3">
            <Button weight="quiet" data-testid="leave-drop" onClick={leave}>
              {t('ui.leave.drop')}
            </Button>
            <Button data-testid="leave-stay" onClick={stay}>
              {t('ui.leave.stay')}
            </Button>
            {save && (
              <Button
                weight="filled"
                data-testid="leave-save"
                onClick={async () => {
                  if (await save()) leave();
                  else stay();
                }}
              >
                {t('ui.leave.save')}
              </Button>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
  return { ask: (next) => (changes === 0 ? next() : setWay(() => next)), question };
}

/** The same question for a page that is left only by its address. */
export function LeaveGuard(guarded: Guarded) {
  return useLeaveGuard(guarded).question;
}
