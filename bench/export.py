"""Peak memory of exports: `python3 bench/export.py ONRECORD LEDGER FORMAT...`.

One row a format: peak resident memory in MiB, CPU-seconds, megabytes written.
"""

import os
import resource
import subprocess
import sys

onrecord, ledger, *formats = sys.argv[1:]
for form in formats:
    child = os.fork()  # so that the peak is that of one export alone
    if child == 0:
        command = [onrecord, "export", "--ledger", ledger, "--format", form]
        export = subprocess.Popen(command, stdout=subprocess.PIPE)
        size = 0
        while block := export.stdout.read(1 << 20):
            size += len(block)
        assert export.wait() == 0, form
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = usage.ru_utime + usage.ru_stime
        row = (form, usage.ru_maxrss / 1024, seconds, size / 1e6)
        print("| `%s` | %.0f | %.1f | %.1f |" % row, flush=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0, form
