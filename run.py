import sys,time,resource,json,hashlib
from datetime import date
from pathlib import Path
t0=time.process_time()
from kg.report.report import make_report
import orjson
t=time.process_time()
def go(): return make_report(Path(sys.argv[1]),'https://w3id.org/pan-kg/id/facility/big',date(2026,6,30),3)
if len(sys.argv)>2 and sys.argv[2]=='-p':
    import cProfile,pstats
    pr=cProfile.Profile(); r=pr.runcall(go); pstats.Stats(pr).sort_stats('cumtime').print_stats(45)
else:
    r=go()
print('import',round(t-t0,2),'cpu',round(time.process_time()-t,2),resource.getrusage(resource.RUSAGE_SELF).ru_maxrss>>10,'MB')
d=r.as_json(); d.pop('queries')
b=orjson.dumps(d,option=orjson.OPT_SORT_KEYS|orjson.OPT_NON_STR_KEYS|orjson.OPT_INDENT_2)
Path(sys.argv[1]+'.'+(sys.argv[3] if len(sys.argv)>3 else 'new')+'.json').write_bytes(b)
print(hashlib.sha256(b).hexdigest()[:12])
