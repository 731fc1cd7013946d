"""Seconds of CPU time that SpiffWorkflow takes for a case of the process in process.bpmn: the least mean of ten batches of 100."""

import time
from pathlib import Path

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser

STEPS = 13
parser = BpmnParser()
parser.add_bpmn_file(str(Path(__file__).with_name("process.bpmn")))
spec = parser.get_spec("case")


def case():
    workflow = BpmnWorkflow(spec)
    workflow.do_engine_steps()
    for step in range(STEPS):
        (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
        task.data["step"] = step
        task.run()
        workflow.do_engine_steps()
    assert workflow.is_completed()


def batch():
    began = time.process_time()
    for _ in range(100):
        case()
    return (time.process_time() - began) / 100


print(min(batch() for _ in range(10)))
