#!/usr/bin/env python3
"""The failure drill: the database's primary dies under load, and every receipt that was given still holds.

Everything runs on loopback below a folder of its own: one etcd, two nodes of PostgreSQL under Patroni with synchronous replication,
HAProxy in front, two servers of tramso-central, and somebody who uploads bundles without pause. In each round the primary
is killed like a machine that loses its power (SIGKILL of Patroni and all of PostgreSQL). Measured: for how long the database refuses
plain writes, and for how long uploads are refused. At the end every bundle is sent once more: the centre must know it and answer with
the very same receipt. Run as root; the databases run as the user postgres.

  tests/drill/failover.py [--rounds N] [--program target/release/tramso-central] [--work DIR] [--control]

--control turns the promise off (asynchronous replication, the standby cut off before the kill): the check must then fail.
"""
import argparse
import glob
import http.client
import json
import os
import pwd
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

ETCD, PEER, FRONT = 12379, 12380, 15500
NODES = {"a": (15501, 18008), "b": (15502, 18009)}
SERVERS = [18081, 18082]
PACKAGES = "postgresql patroni etcd-server etcd-client haproxy"


def fail(text):
    raise SystemExit(f"drill: {text}")


class Lab:
    """etcd, two nodes, HAProxy."""

    def __init__(self, work, synchronous):
        self.work, self.synchronous, self.running = work, synchronous, {}
        self.user = pwd.getpwnam("postgres")
        self.bin = sorted(f"/usr/lib/postgresql/{v}/bin" for v in os.listdir("/usr/lib/postgresql"))[-1]
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        os.chown(work, self.user.pw_uid, self.user.pw_gid)

    def start(self, name, words):
        log = open(f"{self.work}/{name}.log", "ab")
        self.running[name] = subprocess.Popen(words, stdout=log, stderr=log, user=self.user.pw_uid, group=self.user.pw_gid,
                                              extra_groups=[], cwd=self.work, start_new_session=True)

    def up(self):
        peer = f"http://127.0.0.1:{PEER}"
        client = f"http://127.0.0.1:{ETCD}"
        self.start("etcd", ["etcd", "--data-dir", f"{self.work}/etcd", "--listen-client-urls", client, "--advertise-client-urls", client,
                            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", f"default={peer}"])
        health = ["etcdctl", "--endpoints", f"127.0.0.1:{ETCD}", "endpoint", "health"]
        until("etcd", lambda: subprocess.run(health, capture_output=True, env=dict(os.environ, ETCDCTL_API="3")).returncode == 0)
        self.start("a", ["patroni", self.node("a")])
        until("a leader", lambda: self.leader() == "a")
        self.start("b", ["patroni", self.node("b")])
        self.start("haproxy", ["haproxy", "-db", "-f", self.front()])
        self.both_up("b")

    def node(self, name):
        database, rest = NODES[name]
        path = f"{self.work}/{name}.yml"
        with open(path, "w") as out:
            out.write(f"""
scope: tramso
name: {name}
restapi: {{listen: '127.0.0.1:{rest}', connect_address: '127.0.0.1:{rest}'}}
etcd3: {{hosts: '127.0.0.1:{ETCD}'}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 3
    maximum_lag_on_failover: 1073741824
    synchronous_mode: {str(self.synchronous).lower()}
    postgresql: {{use_pg_rewind: true, parameters: {{wal_level: replica, max_wal_senders: 5, hot_standby: 'on'}}}}
  initdb: [{{encoding: UTF8}}, data-checksums]
postgresql:
  listen: '127.0.0.1:{database}'
  connect_address: '127.0.0.1:{database}'
  data_dir: {self.work}/data-{name}
  bin_dir: {self.bin}
  pgpass: {self.work}/pgpass-{name}
  pg_hba: ['local all all trust', 'host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust']
  authentication:
    superuser: {{username: postgres, password: drill}}
    replication: {{username: replicator, password: drill}}
    rewind: {{username: rewind, password: drill}}
  parameters: {{unix_socket_directories: '{self.work}', shared_buffers: 64MB}}
""")
        return path

    def front(self):
        servers = "\n".join(f"  server {name} 127.0.0.1:{database} check port {rest} inter 500 fall 2 rise 1 on-marked-down shutdown-sessions"
                            for name, (database, rest) in NODES.items())
        path = f"{self.work}/haproxy.cfg"
        with open(path, "w") as out:
            out.write("global\n  maxconn 200\ndefaults\n  mode tcp\n  timeout connect 2s\n  timeout client 60s\n  timeout server 60s\n"
                      f"listen primary\n  bind 127.0.0.1:{FRONT}\n  option httpchk OPTIONS /primary\n  http-check expect status 200\n{servers}\n")
        return path

    def cluster(self):
        for _, rest in NODES.values():
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{rest}/cluster", timeout=2) as answer:
                    return json.load(answer)["members"]
            except OSError:
                continue
        return []

    def leader(self):
        return next((one["name"] for one in self.cluster() if one["role"] == "leader" and one["state"] == "running"), None)

    def both_up(self, standby):
        # Only the member that Patroni itself holds to be the synchronous standby may take over; PostgreSQL knows earlier.
        role = "sync_standby" if self.synchronous else "replica"
        streaming = ("running", "streaming")
        until(f"{standby} as standby", lambda: any(one["name"] == standby and one["role"] == role and one["state"] in streaming for one in self.cluster()))
        # Patroni shows a member as running before it has a copy to take over with: the primary itself must be sending to it.
        streams = f"select count(*) from pg_stat_replication where application_name = '{standby}' and state = 'streaming'"
        until(f"a stream to {standby}", lambda: psql(streams).stdout.strip() == "1")

    def kill(self, name):
        """As if the machine had lost its power."""
        first = self.first_process(name)
        self.running[name].kill()
        below = subprocess.run(["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True).stdout.split()
        for pid in [first, *map(int, below)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        self.running.pop(name).wait()

    def first_process(self, name):
        with open(f"{self.work}/data-{name}/postmaster.pid") as pidfile:
            return int(pidfile.readline())

    def cut_off(self, name):
        """The primary sends nothing more to the standby (control only): its senders are halted, and die with it.

        The standby itself is left alone: PostgreSQL restarts a server one of whose processes was killed, and the failover would wait for that.
        """
        command = ["pgrep", "-P", str(self.first_process(name)), "-f", "walsender"]
        senders = [int(pid) for pid in subprocess.run(command, capture_output=True, text=True).stdout.split()]
        if not senders:
            fail("control: the primary has no sender to halt")
        for pid in senders:
            os.kill(pid, signal.SIGSTOP)

    def down(self):
        for name in ("haproxy", "b", "a", "etcd"):
            child = self.running.pop(name, None)
            if child and child.poll() is None:
                child.terminate()
                try:
                    child.wait(20)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()


def until(what, found, limit=120):
    began = time.monotonic()
    while time.monotonic() - began < limit:
        try:
            if found():
                return time.monotonic() - began
        except (OSError, subprocess.TimeoutExpired):
            pass
        time.sleep(0.05)
    fail(f"no {what} within {limit} s; the logs are in the drill's folder")


def ends_of_logs(work):
    """The last lines of each log, since the folder is gone with a machine that was borrowed."""
    ends = ""
    for path in sorted(glob.glob(f"{work}/*.log") + glob.glob(f"{work}-centre/*.log")):
        with open(path, errors="replace") as log:
            ends += f"\n--- {path}\n" + "".join(log.readlines()[-15:])
    return ends


def psql(query):
    env = dict(os.environ, PGCONNECT_TIMEOUT="2", PGPASSWORD="drill")
    words = ["psql", "-h", "127.0.0.1", "-p", str(FRONT), "-U", "postgres", "-Atqc", query]
    return subprocess.run(words, capture_output=True, text=True, timeout=10, env=env)


class Prober(threading.Thread):
    """Writes one row after another, as plainly as can be: the database's own failover."""

    def __init__(self):
        super().__init__(daemon=True)
        self.times, self.stop = [], False

    def run(self):
        number = 0
        while not self.stop:
            number += 1
            began = time.monotonic()
            try:
                if psql(f"insert into prober values ({number}) on conflict do nothing").returncode == 0:
                    self.times.append((began, time.monotonic()))
            except subprocess.TimeoutExpired:
                pass
            time.sleep(0.1)


class Uploader(threading.Thread):
    """Sends bundle after bundle; what is refused is sent again, to the other server."""

    def __init__(self, bundles):
        super().__init__(daemon=True)
        self.bundles, self.receipts, self.times, self.stop, self.faults = bundles, {}, [], False, {}

    def run(self):
        turn = 0
        for path in self.bundles:
            while not self.stop:
                turn += 1
                began = time.monotonic()
                try:
                    status, outcome, body = post(SERVERS[turn % len(SERVERS)], path)
                except (OSError, http.client.HTTPException) as fault:
                    status, outcome, body = 0, type(fault).__name__, b""
                if status == 200:
                    self.receipts[path] = body
                    self.times.append((began, time.monotonic()))
                    break
                self.faults[(status, outcome)] = self.faults.get((status, outcome), 0) + 1
                time.sleep(0.1)
            if self.stop:
                return
            time.sleep(0.02)


def post(port, path, where="/v1/bundles"):
    with open(path, "rb") as file:
        body = file.read()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    try:
        connection.request("POST", where, body=body, headers={"Content-Type": "application/octet-stream"})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Tramso-Outcome", ""), answer.read()
    finally:
        connection.close()


def gap_after(times, killed, dead):
    """Seconds from the kill to the first success that began when the primary was dead; `None` before there is one."""
    return next((ended - killed for began, ended in list(times) if began > dead), None)


def main():
    words = argparse.ArgumentParser(description="PostgreSQL's primary is killed under load; every receipt given must hold.")
    words.add_argument("--rounds", type=int, default=1)
    words.add_argument("--program", default="target/release/tramso-central")
    words.add_argument("--work", default="/var/tmp/tramso-drill")
    words.add_argument("--control", action="store_true", help="asynchronous and cut off: the check must fail")
    wanted = words.parse_args()
    if os.geteuid() != 0:
        fail("run as root: the databases run as the user postgres")
    missing = [name for name in ("patroni", "etcd", "etcdctl", "haproxy", "psql") if not shutil.which(name)]
    if missing or not os.path.isdir("/usr/lib/postgresql"):
        fail(f"missing: {' '.join(missing) or 'postgresql'}. apt-get install {PACKAGES}")
    program = os.path.abspath(wanted.program)
    if not os.path.exists(program):
        fail(f"{program} is not there. cargo build --release --no-default-features --features central --bin tramso-central")

    lab = Lab(wanted.work, not wanted.control)
    servers = []
    try:
        lab.up()
        if psql("create table prober (i int primary key)").returncode != 0:
            fail("the front of the cluster takes no writes")
        centre = f"{wanted.work}-centre"
        shutil.rmtree(centre, ignore_errors=True)
        os.makedirs(centre)
        passphrase = f"{centre}/mk"
        with open(passphrase, "w") as out:
            out.write("ba con meo nho nam tren mai nha\n")
        run([program, "init", "--demo", "--dir", f"{centre}/c", "--passphrase-file", passphrase])
        sent = f"{centre}/bundles"
        count = 60 * (wanted.rounds + 1)
        run([program, "loadgen", "--write", sent, "--stations", str(count), "--people", str(count * 5), "--seed", "1"])
        for port in SERVERS:
            log = open(f"{centre}/serve-{port}.log", "ab")
            servers.append(subprocess.Popen(
                [program, "serve", "--dir", f"{centre}/c", "--passphrase-file", passphrase, "--listen", f"127.0.0.1:{port}",
                 "--database", f"postgres://postgres:drill@127.0.0.1:{FRONT}/postgres"], stdout=log, stderr=log))
        for port in SERVERS:
            until(f"server on {port}", lambda: health(port))
        names = sorted(os.listdir(sent))
        for name in names:
            if name.endswith(".tsg"):
                status, _, _ = post(SERVERS[0], f"{sent}/{name}", "/v1/grants")
                if status not in (200, 204):
                    fail(f"a grant was refused: {status}")
        bundles = [f"{sent}/{name}" for name in names if name.endswith(".tsb")]
        rounds = drill(lab, bundles, wanted)
        lost = check(rounds["receipts"])
        print(json.dumps({"drill": "failover", "rounds": rounds["told"], "receipts": len(rounds["receipts"]), "lost_or_changed": lost,
                          "median_database_s": median(rounds["told"], "database_s"), "median_uploads_s": median(rounds["told"], "uploads_s"),
                          "worst_ratio": max((one["ratio"] for one in rounds["told"]), default=0), "control": wanted.control}), flush=True)
        if wanted.control:
            if lost == 0:
                fail("control: nothing was lost, so that the drill would not have seen a loss")
            print("drill: the control failed as it must")
            return
        if lost:
            fail(f"{lost} receipts do not hold")
        if any(one["ratio"] > 1.2 for one in rounds["told"]):
            fail("uploads resumed later than 1.2 times the database's own failover")
        print("drill: every receipt holds")
    except SystemExit:
        print(ends_of_logs(wanted.work), file=sys.stderr)
        raise
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
        lab.down()


def drill(lab, bundles, wanted):
    told, receipts = [], {}
    share = len(bundles) // (wanted.rounds + 1)
    for number in range(wanted.rounds):
        is_last = number + 1 == wanted.rounds
        prober, uploader = Prober(), Uploader(bundles[number * share:] if is_last else bundles[number * share:(number + 1) * share])
        prober.start()
        uploader.start()
        until("uploads before the kill", lambda: len(uploader.times) >= min(15, share // 3) and len(prober.times) > 3)
        old = lab.leader()
        if wanted.control:
            lab.cut_off(old)
            until("uploads that the standby does not receive", lambda n=len(uploader.times): len(uploader.times) > n + 10)
        killed = time.monotonic()
        lab.kill(old)
        dead = time.monotonic()
        until("writes after the failover", lambda: gap_after(prober.times, killed, dead) is not None)
        until("uploads after the failover", lambda: gap_after(uploader.times, killed, dead) is not None)
        until("the rest of the uploads", lambda: not uploader.is_alive(), 180)
        prober.stop = uploader.stop = True
        prober.join()
        uploader.join()
        database, uploads = gap_after(prober.times, killed, dead), gap_after(uploader.times, killed, dead)
        receipts.update(uploader.receipts)
        lab.start(old, ["patroni", lab.node(old)])
        lab.both_up(old)
        one = {"round": number + 1, "killed": old, "database_s": round(database, 2), "uploads_s": round(uploads, 2),
               "ratio": round(uploads / database, 2), "receipts": len(uploader.receipts),
               "refused_meanwhile": {f"{status} {outcome}".strip(): times for (status, outcome), times in uploader.faults.items()}}
        told.append(one)
        print(json.dumps(one), flush=True)
    return {"told": told, "receipts": receipts}


def check(receipts):
    """How many receipts do not hold: the centre does not know the bundle any more, or answers with another one."""
    lost = 0
    for path, receipt in receipts.items():
        status, outcome, body = post(SERVERS[0], path)
        lost += (status, outcome, body) != (200, "known", receipt)
    return lost


def median(told, what):
    return round(statistics.median(one[what] for one in told), 2) if told else None


def health(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/health", timeout=2) as answer:
        return answer.status == 200


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{' '.join(command[:2])}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
