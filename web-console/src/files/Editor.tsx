export default function Editor(_: {
  instance: unknown;
  path: string;
  mayWrite: boolean;
  onGo: (path: string) => void;
}) {
  return null;
}
