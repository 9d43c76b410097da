import { useFrame } from '@/instance/context';
import { may } from '@/api/permissions';
import { PageBody } from '@/design/Page';
import { useMay } from '@/session/session';
import { DangerZone } from './DangerZone';
import { DefinitionSection } from './DefinitionSection';
import { FilesSection } from './FilesSection';
import { OwnerSection } from './OwnerSection';
import styles from './Settings.module.css';

/** What an instance is, whose it is, and its end. */
export default function SettingsRoute() {
  const { instance } = useFrame();
  const mayUsers = useMay('user.manage');
  return (
    <div className={styles.page}>
      <PageBody narrow>
        <DefinitionSection instance={instance} />
        {may(instance, 'instance.edit') && <FilesSection instance={instance} />}
        {mayUsers && may(instance, 'instance.edit') && <OwnerSection instance={instance} />}
        {may(instance, 'instance.delete') && <DangerZone instance={instance} />}
      </PageBody>
    </div>
  );
}
