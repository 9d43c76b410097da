/** A file that a person chose or dropped, with its folders below the place where it goes. */
export interface PickedFile {
  readonly file: File;
  /** Folder relative to the target, `''` for the target itself. */
  readonly folder: string;
}

export interface Picked {
  readonly files: readonly PickedFile[];
  /** Every folder, parents first; also those without files. */
  readonly folders: readonly string[];
}

/** A file dialog's choice; with `webkitdirectory` each file names its folders. */
export function pickedFiles(list: Iterable<File>): Picked {
  const files = [...list].map((file) => ({ file, folder: folderOf(file.webkitRelativePath) }));
  return { files, folders: allFolders(files.map(({ folder }) => folder)) };
}

/**
 * What was dropped, folders with everything in them. The entries have to be taken from the event at once; reading them
 * may take its time.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<Picked> {
  const entries = [...transfer.items].flatMap((item) =>
    item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : [],
  );
  if (entries.length === 0) return pickedFiles(transfer.files);
  const files: PickedFile[] = [];
  const folders: string[] = [];
  for (const entry of entries) await collect(entry, '', files, folders);
  return { files, folders: allFolders(folders) };
}

async function collect(
  entry: FileSystemEntry,
  folder: string,
  files: PickedFile[],
  folders: string[],
): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    files.push({ file, folder });
  } else if (isFolder(entry)) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    folders.push(path);
    const reader = entry.createReader();
    for (;;) {
      // A reader gives its entries in batches and an empty one at the end.
      const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (batch.length === 0) break;
      for (const child of batch) await collect(child, path, files, folders);
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function allFolders(folders: Iterable<string>): string[] {
  const all = new Set<string>();
  for (const folder of folders) {
    const names = folder === '' ? [] : folder.split('/');
    names.forEach((_, index) => all.add(names.slice(0, index + 1).join('/')));
  }
  return [...all].sort((a, b) => a.split('/').length - b.split('/').length || a.localeCompare(b));
}
