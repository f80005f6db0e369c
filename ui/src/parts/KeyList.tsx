/** The list of all keys of the screen, opened with `?`. */
import { Button as AriaButton, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useShownKeys } from '../lib/keys';
import { t } from '../lib/wording';
import { Cap } from './Button';

export function KeyList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const keys = useShownKeys();
  return (
    <ModalOverlay isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable className="sheet-ground">
      <Modal className="sheet">
        <Dialog className="outline-none">
          <Heading slot="title" level={2}>
            {t('ui.keys.title')}
          </Heading>
          <table className="table my-3">
            <tbody>
              {keys.map((key) => (
                <tr key={key.label + key.caps.join()}>
                  <th scope="row" className="border-line! border-b font-normal!">
                    {key.caps.map((cap) => (
                      <span key={cap} className="mr-1">
                        <Cap>{cap}</Cap>
                      </span>
                    ))}
                  </th>
                  <td>{key.label}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="mb-3 text-label">{t('ui.keys.letters')}</p>
          <AriaButton slot="close" className="btn">
            {t('ui.close_panel')}
          </AriaButton>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
