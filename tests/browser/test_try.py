import time
from tests.browser.walking import *
from tests.browser.harness import axe_violations
from tests.routes import all_routes
def test_it(site, chromium):
    t=time.time()
    w = walk(Reader(site.url), ["/"], lambda p: not p.startswith("/en"))
    print(time.time()-t, len(w.pages), w.broken)
    print("NOT", [r.name for r in all_routes() if r.name not in w.pages])
    for a in w.html(): print(a.path, a.weight)
    ctx = chromium.new_context(viewport={"width":360,"height":800})
    page = ctx.new_page()
    for a in w.html():
        t=time.time(); page.goto(site.url+a.path); t2=time.time(); v=axe_violations(page); t3=time.time()
        page.emulate_media(color_scheme="dark"); v2=axe_violations(page); t4=time.time(); page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width":320,"height":800}); sw=page.evaluate("document.documentElement.scrollWidth"); page.set_viewport_size({"width":360,"height":800})
        print(a.path, round(t2-t,2), round(t3-t2,2), round(t4-t3,2), sw, [(x.rule,x.targets[:3]) for x in v], [(x.rule,x.targets[:3]) for x in v2])
