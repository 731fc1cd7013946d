"""Lets LibreOffice open files: office.py (accept|reject|none) IN OUT ... ; OUT ends in txt or docx."""
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

FILTERS = {"txt": "Text (encoded)", "docx": "MS Word 2007 XML"}


def value(name, what):
    made = PropertyValue()
    made.Name, made.Value = name, what
    return made


def main(jobs):
    pipe = f"enact-test-{os.getpid()}"
    home = tempfile.mkdtemp()
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;", f"-env:UserInstallation=file://{home}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.25)
    else:
        office.kill()
        raise SystemExit("LibreOffice does not answer")
    make = context.ServiceManager.createInstanceWithContext
    desktop = make("com.sun.star.frame.Desktop", context)
    dispatcher = make("com.sun.star.frame.DispatchHelper", context)
    for what, source, target in zip(jobs[0::3], jobs[1::3], jobs[2::3]):
        opened = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (value("Hidden", True),))
        if what != "none":
            order = ".uno:AcceptAllTrackedChanges" if what == "accept" else ".uno:RejectAllTrackedChanges"
            dispatcher.executeDispatch(opened.getCurrentController().getFrame(), order, "", 0, ())
        kind = target.rsplit(".", 1)[1]
        how = [value("FilterName", FILTERS[kind])] + ([value("FilterOptions", "UTF8,LF")] if kind == "txt" else [])
        opened.storeToURL(f"file://{target}", tuple(how))
        opened.close(True)
    try:
        desktop.terminate()
    except Exception:
        pass
    office.wait(30)


main(sys.argv[1:])
