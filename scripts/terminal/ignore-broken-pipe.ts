/**
 * Lets a process go on to its end when nobody reads its output any more, as behind `| head`: what
 * it has begun is finished, and what it has claimed is given free. What it still writes is lost.
 */
export function ignoreBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
