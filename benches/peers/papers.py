#!/usr/bin/env python3
"""benches/peers/papers.py --program FILE [--runs N]

Lays one Modification Report of the demonstration out as PDF, beside WeasyPrint (from its HTML) and LibreOffice (from its Word
file), in turn in one run, each warm: ours in a running server, WeasyPrint in this process, LibreOffice as what each further file
of one conversion costs. CPU time, user and system. WeasyPrint comes from PyPI; a peer that is not installed is left out.
"""

import argparse, os, pathlib, re, resource, shutil, subprocess, tempfile, time, urllib.request

REPORT = "/sec/modifications/mp167b/papers/modification-report"


def ticks(pid):
    """CPU seconds of a process so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(program, runs):
    server = subprocess.Popen([program, "demo", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
    try:
        base = next(found[0] for line in server.stdout if (found := re.findall(r"http://127\.0\.0\.1:\d+", line)))
        # A reader with any cookie gets a paper that is made anew.
        asked = urllib.request.Request(f"{base}{REPORT}?as=pdf", headers={"Cookie": "x=1"})
        read = lambda: urllib.request.urlopen(asked).read()
        pages = read().count(b"/Type/Page/")
        before, wall = ticks(server.pid), time.perf_counter()
        for _ in range(runs):
            read()
        return (ticks(server.pid) - before) / runs, (time.perf_counter() - wall) / runs, pages
    finally:
        server.terminate()
        server.wait()


def weasyprint(html, runs):
    try:
        from weasyprint import HTML
    except ImportError:
        return None
    HTML(str(html)).write_pdf()
    before, wall = time.process_time(), time.perf_counter()
    for _ in range(runs):
        HTML(str(html)).write_pdf()
    return (time.process_time() - before) / runs, (time.perf_counter() - wall) / runs


def libreoffice(word, scratch, runs):
    if not shutil.which("soffice"):
        return None

    def convert(count):
        files = []
        for number in range(count):
            files.append(scratch / f"{count}-{number}.docx")
            shutil.copy(word, files[-1])
        profile = f"-env:UserInstallation=file://{scratch}/profile"
        before, wall = children(), time.perf_counter()
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch), *map(str, files)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return children() - before, time.perf_counter() - wall

    convert(1)
    (one, one_wall), (many, many_wall) = convert(1), convert(runs + 1)
    return (many - one) / runs, (many_wall - one_wall) / runs


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--runs", type=int, default=10)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        for form in ("html", "docx"):
            out = scratch / f"report.{form}"
            made = [given.program, "paper", "modification-report", "MP167B", "--out", str(out)]
            subprocess.run(made, check=True, stderr=subprocess.DEVNULL)
        cpu, wall, pages = ours(given.program, given.runs)
        print(f"Enact        {cpu * 1000:8.1f} ms CPU  {wall * 1000:8.1f} ms wall   {pages} pages")
        peers = [("WeasyPrint", weasyprint(scratch / "report.html", given.runs))]
        peers.append(("LibreOffice", libreoffice(scratch / "report.docx", scratch, given.runs)))
        for name, told in peers:
            if told is None:
                print(f"{name:12} not installed")
            else:
                print(f"{name:12} {told[0] * 1000:8.1f} ms CPU  {told[1] * 1000:8.1f} ms wall   {told[0] / cpu:5.1f} times ours")


main()
