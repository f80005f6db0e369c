/** Guards unsaved changes: a page that would be left asks once, and says what will be lost. */
import { useEffect, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { go, setGate } from '../lib/place';
import { t } from '../lib/wording';
import { Button } from './Button';

/** `changes` is the number of unsaved changes; `save` answers whether saving worked. */
export function LeaveGuard({ changes, save }: { changes: number; save: () => Promise<boolean> }) {
  const [to, setTo] = useState<string | null>(null);
  useEffect(() => {
    if (changes === 0) {
      setGate(null);
      return;
    }
    setGate((next) => {
      setTo(next);
      return false;
    });
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => {
      setGate(null);
      window.removeEventListener('beforeunload', stay);
    };
  }, [changes]);
  const leave = () => {
    setGate(null);
    const target = to;
    setTo(null);
    if (target !== null) go(target);
  };
  return (
    <ModalOverlay isOpen={to !== null} onOpenChange={(open) => !open && setTo(null)} className="sheet-ground">
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
            <Button data-testid="leave-stay" onClick={() => setTo(null)}>
              {t('ui.leave.stay')}
            </Button>
            <Button
              weight="filled"
              data-testid="leave-save"
              onClick={async () => {
                if (await save()) leave();
                else setTo(null);
              }}
            >
              {t('ui.leave.save')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
