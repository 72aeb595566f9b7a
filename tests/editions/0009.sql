BEGIN TRANSACTION;
CREATE TABLE account (
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	branch_ids TEXT NOT NULL, 
	officer_id TEXT, 
	password_hash TEXT, 
	password_at TEXT NOT NULL, 
	must_change BOOLEAN NOT NULL, 
	disabled BOOLEAN NOT NULL, 
	created_at TEXT NOT NULL, 
	failed_n INTEGER NOT NULL, 
	locked_at TEXT, 
	PRIMARY KEY (name)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0009');
CREATE TABLE audit (
	seq INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	account TEXT NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	prev TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (hash)
);
CREATE TABLE branches (
	branch_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	bank TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	town TEXT NOT NULL, 
	coverage_radius_m DOUBLE NOT NULL, 
	drive_min DOUBLE NOT NULL, 
	lon DOUBLE, 
	lat DOUBLE, 
	valid_from TEXT NOT NULL, 
	valid_to TEXT, 
	batch_id INTEGER NOT NULL, 
	PRIMARY KEY (branch_id, valid_from), 
	FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
CREATE TABLE "draft" (
	plan_id TEXT NOT NULL, 
	branch_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	steps JSON NOT NULL, 
	done INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (plan_id, branch_id, name), 
	FOREIGN KEY(plan_id) REFERENCES plan_version (plan_id)
);
CREATE TABLE draft_event (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	plan_id TEXT NOT NULL, 
	branch_id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	steps JSON NOT NULL, 
	done INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	at TEXT NOT NULL, name TEXT DEFAULT '' NOT NULL, 
	FOREIGN KEY(plan_id) REFERENCES plan_version (plan_id)
);
CREATE TABLE first_run_token (
	token_hash TEXT NOT NULL, 
	made_at TEXT NOT NULL, 
	used_at TEXT, 
	PRIMARY KEY (token_hash)
);
CREATE TABLE funnel (
	household_id TEXT NOT NULL, 
	visited BOOLEAN NOT NULL, 
	filed BOOLEAN NOT NULL, 
	rated BOOLEAN NOT NULL, 
	granted BOOLEAN NOT NULL, 
	notified BOOLEAN NOT NULL, 
	signed BOOLEAN NOT NULL, 
	drawn BOOLEAN NOT NULL, 
	valid_from TEXT NOT NULL, 
	valid_to TEXT, 
	batch_id INTEGER NOT NULL, 
	PRIMARY KEY (household_id, valid_from), 
	FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
CREATE TABLE holding (
	household_id TEXT NOT NULL, 
	unit_id TEXT NOT NULL, 
	grid_id TEXT NOT NULL, 
	branch_id TEXT NOT NULL, 
	PRIMARY KEY (household_id)
);
CREATE TABLE households (
	household_id TEXT NOT NULL, 
	unit_id TEXT NOT NULL, 
	residence TEXT NOT NULL, 
	segment TEXT NOT NULL, 
	list TEXT NOT NULL, 
	households_n DOUBLE NOT NULL, 
	estimated BOOLEAN NOT NULL, 
	lon DOUBLE, 
	lat DOUBLE, 
	valid_from TEXT NOT NULL, 
	valid_to TEXT, 
	batch_id INTEGER NOT NULL, 
	PRIMARY KEY (household_id, valid_from), 
	FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
CREATE TABLE import_batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at TEXT NOT NULL, 
	account TEXT NOT NULL, 
	files JSON NOT NULL, 
	rows JSON NOT NULL, 
	status TEXT NOT NULL
);
CREATE TABLE merchants (
	merchant_id TEXT NOT NULL, 
	trade TEXT NOT NULL, 
	unit_id TEXT NOT NULL, 
	acquired BOOLEAN NOT NULL, 
	lon DOUBLE, 
	lat DOUBLE, 
	valid_from TEXT NOT NULL, 
	valid_to TEXT, 
	batch_id INTEGER NOT NULL, 
	PRIMARY KEY (merchant_id, valid_from), 
	FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
CREATE TABLE officers (
	officer_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	branch_id TEXT NOT NULL, 
	hours_week DOUBLE NOT NULL, 
	visit_days DOUBLE NOT NULL, 
	daily_capacity DOUBLE NOT NULL, 
	on_leave BOOLEAN NOT NULL, 
	placeholder BOOLEAN NOT NULL, 
	valid_from TEXT NOT NULL, 
	valid_to TEXT, 
	batch_id INTEGER NOT NULL, skills TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (officer_id, valid_from), 
	FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
CREATE TABLE person (
	household_id TEXT NOT NULL, 
	holder_c BLOB, 
	id_card_c BLOB, 
	phone_c BLOB, 
	id_card_x BLOB, 
	phone_x BLOB, 
	consent TEXT, 
	consent_valid BOOLEAN NOT NULL, 
	digest BLOB NOT NULL, 
	valid_from TEXT NOT NULL, 
	valid_to TEXT, 
	PRIMARY KEY (household_id, valid_from)
);
CREATE TABLE plan_assignment (
	plan_id TEXT NOT NULL, 
	grid_id TEXT NOT NULL, 
	officer_id TEXT NOT NULL, 
	role TEXT NOT NULL, 
	PRIMARY KEY (plan_id, grid_id, officer_id, role), 
	FOREIGN KEY(plan_id) REFERENCES plan_version (plan_id)
);
CREATE TABLE plan_blob (
	sha256 TEXT NOT NULL, 
	parquet BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);
CREATE TABLE plan_event (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	plan_id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	account TEXT NOT NULL, 
	what TEXT NOT NULL, reason TEXT DEFAULT '' NOT NULL, 
	FOREIGN KEY(plan_id) REFERENCES plan_version (plan_id)
);
CREATE TABLE plan_grid (
	plan_id TEXT NOT NULL, 
	grid_id TEXT NOT NULL, 
	branch_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	shape BLOB, 
	PRIMARY KEY (plan_id, grid_id), 
	FOREIGN KEY(plan_id) REFERENCES plan_version (plan_id)
);
CREATE TABLE plan_part (
	plan_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	part TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	PRIMARY KEY (plan_id, name, part), 
	FOREIGN KEY(plan_id) REFERENCES plan_version (plan_id), 
	FOREIGN KEY(sha256) REFERENCES plan_blob (sha256)
);
CREATE TABLE plan_unit (
	plan_id TEXT NOT NULL, 
	unit_id TEXT NOT NULL, 
	grid_id TEXT NOT NULL, 
	branch_id TEXT NOT NULL, 
	PRIMARY KEY (plan_id, unit_id), 
	FOREIGN KEY(plan_id) REFERENCES plan_version (plan_id)
);
CREATE TABLE plan_version (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	plan_id TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	account TEXT NOT NULL, 
	base_plan_id TEXT, 
	state TEXT NOT NULL, 
	state_at TEXT NOT NULL, 
	checked_by TEXT, 
	approved_by TEXT, 
	header JSON NOT NULL, 
	digest TEXT NOT NULL, 
	UNIQUE (plan_id), 
	FOREIGN KEY(base_plan_id) REFERENCES plan_version (plan_id)
);
CREATE TABLE products (
	household_id TEXT NOT NULL, 
	deposit BOOLEAN NOT NULL, 
	ssc BOOLEAN NOT NULL, 
	mobile_bank BOOLEAN NOT NULL, 
	loan BOOLEAN NOT NULL, 
	merchant_qr BOOLEAN NOT NULL, 
	insurance BOOLEAN NOT NULL, 
	valid_from TEXT NOT NULL, 
	valid_to TEXT, 
	batch_id INTEGER NOT NULL, 
	PRIMARY KEY (household_id, valid_from), 
	FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
CREATE TABLE reveal (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	account TEXT NOT NULL, 
	household_id TEXT NOT NULL, 
	field TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE setting (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "setting" VALUES('kept','0009');
CREATE TABLE sign_in_failure (
	id INTEGER NOT NULL, 
	address TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE sign_in_session (
	token_hash TEXT NOT NULL, 
	account TEXT NOT NULL, 
	opened_at TEXT NOT NULL, 
	seen_at TEXT NOT NULL, 
	closed_at TEXT, 
	PRIMARY KEY (token_hash)
);
CREATE TABLE step_record (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uuid TEXT NOT NULL, 
	step TEXT NOT NULL, 
	unit_id TEXT NOT NULL, 
	branch_id TEXT NOT NULL, 
	what JSON NOT NULL, 
	account TEXT NOT NULL, 
	at TEXT NOT NULL
);
CREATE TABLE units (
	unit_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	type TEXT NOT NULL, 
	town TEXT NOT NULL, 
	registered_hh BIGINT NOT NULL, 
	resident_hh BIGINT NOT NULL, 
	population BIGINT NOT NULL, 
	merchants_n BIGINT NOT NULL, 
	tier TEXT NOT NULL, 
	branch_id TEXT NOT NULL, 
	estimated BOOLEAN NOT NULL, 
	shape BLOB, 
	valid_from TEXT NOT NULL, 
	valid_to TEXT, 
	batch_id INTEGER NOT NULL, 
	PRIMARY KEY (unit_id, valid_from), 
	FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
CREATE TABLE visit (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uuid TEXT NOT NULL, 
	household_id TEXT NOT NULL, 
	officer_id TEXT NOT NULL, 
	grid_id TEXT NOT NULL, 
	device_at TEXT NOT NULL, 
	server_at TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	note TEXT NOT NULL, 
	device TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	flags JSON NOT NULL
, stage TEXT DEFAULT '' NOT NULL, next_day TEXT DEFAULT '' NOT NULL, corrects TEXT DEFAULT '' NOT NULL);
CREATE TABLE visit_aside (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uuid TEXT NOT NULL, 
	household_id TEXT NOT NULL, 
	officer_id TEXT NOT NULL, 
	grid_id TEXT NOT NULL, 
	device_at TEXT NOT NULL, 
	server_at TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	note TEXT NOT NULL, 
	device TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	flags JSON NOT NULL, 
	why TEXT NOT NULL
, stage TEXT DEFAULT '' NOT NULL, next_day TEXT DEFAULT '' NOT NULL, corrects TEXT DEFAULT '' NOT NULL);
CREATE TABLE visit_purge (
	cutoff TEXT NOT NULL, 
	later TEXT NOT NULL, 
	PRIMARY KEY (cutoff), 
	CONSTRAINT visit_purge_later CHECK (later > cutoff), 
	FOREIGN KEY(later) REFERENCES visit_purge (cutoff) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX branches_current ON branches (branch_id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX units_current ON units (unit_id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX households_current ON households (household_id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX officers_current ON officers (officer_id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX merchants_current ON merchants (merchant_id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX funnel_current ON funnel (household_id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX products_current ON products (household_id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX person_current ON person (household_id) WHERE valid_to IS NULL;
CREATE INDEX person_id_card ON person (id_card_x);
CREATE INDEX person_phone ON person (phone_x);
CREATE UNIQUE INDEX plan_version_active ON plan_version (state) WHERE state = 'active';
CREATE INDEX holding_grid ON holding (grid_id);
CREATE INDEX holding_branch ON holding (branch_id);
CREATE UNIQUE INDEX visit_uuid ON visit (uuid);
CREATE INDEX visit_household ON visit (household_id);
CREATE INDEX visit_officer ON visit (officer_id);
CREATE UNIQUE INDEX visit_aside_uuid ON visit_aside (uuid);
CREATE UNIQUE INDEX step_record_uuid ON step_record (uuid);
CREATE INDEX step_record_branch ON step_record (branch_id, step);
CREATE TRIGGER visit_no_change BEFORE UPDATE ON visit BEGIN SELECT RAISE(ABORT, 'rows of visit are never changed'); END;
CREATE TRIGGER step_record_no_change BEFORE UPDATE ON step_record BEGIN SELECT RAISE(ABORT, 'rows of step_record are never changed'); END;
CREATE TRIGGER step_record_no_removal BEFORE DELETE ON step_record BEGIN SELECT RAISE(ABORT, 'rows of step_record are never changed'); END;
CREATE TRIGGER plan_event_no_change BEFORE UPDATE ON plan_event BEGIN SELECT RAISE(ABORT, 'rows of plan_event are never changed'); END;
CREATE TRIGGER plan_event_no_removal BEFORE DELETE ON plan_event BEGIN SELECT RAISE(ABORT, 'rows of plan_event are never changed'); END;
CREATE TRIGGER draft_event_no_change BEFORE UPDATE ON draft_event BEGIN SELECT RAISE(ABORT, 'rows of draft_event are never changed'); END;
CREATE TRIGGER draft_event_no_removal BEFORE DELETE ON draft_event BEGIN SELECT RAISE(ABORT, 'rows of draft_event are never changed'); END;
CREATE TRIGGER plan_part_no_change BEFORE UPDATE ON plan_part BEGIN SELECT RAISE(ABORT, 'rows of plan_part are never changed'); END;
CREATE TRIGGER plan_part_no_removal BEFORE DELETE ON plan_part BEGIN SELECT RAISE(ABORT, 'rows of plan_part are never changed'); END;
CREATE TRIGGER plan_blob_no_change BEFORE UPDATE ON plan_blob BEGIN SELECT RAISE(ABORT, 'rows of plan_blob are never changed'); END;
CREATE TRIGGER plan_blob_no_removal BEFORE DELETE ON plan_blob BEGIN SELECT RAISE(ABORT, 'rows of plan_blob are never changed'); END;
CREATE TRIGGER plan_version_no_change BEFORE UPDATE OF plan_id, created_at, account, base_plan_id, header, digest ON plan_version BEGIN SELECT RAISE(ABORT, 'rows of plan_version are never changed'); END;
CREATE TRIGGER plan_version_no_removal BEFORE DELETE ON plan_version BEGIN SELECT RAISE(ABORT, 'rows of plan_version are never changed'); END;
CREATE INDEX ix_sign_in_session_account ON sign_in_session (account);
CREATE INDEX ix_sign_in_failure_address ON sign_in_failure (address, at);
CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'rows of audit are never changed'); END;
CREATE TRIGGER audit_no_removal BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'rows of audit are never changed'); END;
CREATE INDEX ix_reveal_account ON reveal (account, at);
CREATE TRIGGER visit_no_removal BEFORE DELETE ON visit WHEN NOT EXISTS (SELECT 1 FROM visit_purge WHERE OLD.server_at < cutoff) BEGIN SELECT RAISE(ABORT, 'rows of visit are never changed'); END;
CREATE TRIGGER audit_no_replacement BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE rowid = NEW.rowid OR hash = NEW.hash) BEGIN SELECT RAISE(ABORT, 'rows of audit are never changed'); END;
CREATE TRIGGER visit_no_replacement BEFORE INSERT ON visit WHEN EXISTS (SELECT 1 FROM visit WHERE rowid = NEW.rowid OR uuid = NEW.uuid) BEGIN SELECT RAISE(ABORT, 'rows of visit are never changed'); END;
CREATE TRIGGER step_record_no_replacement BEFORE INSERT ON step_record WHEN EXISTS (SELECT 1 FROM step_record WHERE rowid = NEW.rowid OR uuid = NEW.uuid) BEGIN SELECT RAISE(ABORT, 'rows of step_record are never changed'); END;
CREATE TRIGGER plan_event_no_replacement BEFORE INSERT ON plan_event WHEN EXISTS (SELECT 1 FROM plan_event WHERE rowid = NEW.rowid OR FALSE) BEGIN SELECT RAISE(ABORT, 'rows of plan_event are never changed'); END;
CREATE TRIGGER plan_part_no_replacement BEFORE INSERT ON plan_part WHEN EXISTS (SELECT 1 FROM plan_part WHERE rowid = NEW.rowid OR (plan_id, name, part) = (NEW.plan_id, NEW.name, NEW.part)) BEGIN SELECT RAISE(ABORT, 'rows of plan_part are never changed'); END;
CREATE TRIGGER plan_blob_no_replacement BEFORE INSERT ON plan_blob WHEN EXISTS (SELECT 1 FROM plan_blob WHERE rowid = NEW.rowid OR sha256 = NEW.sha256) BEGIN SELECT RAISE(ABORT, 'rows of plan_blob are never changed'); END;
CREATE TRIGGER plan_version_no_replacement BEFORE INSERT ON plan_version WHEN EXISTS (SELECT 1 FROM plan_version WHERE rowid = NEW.rowid OR plan_id = NEW.plan_id OR (state = 'active' AND NEW.state = 'active')) BEGIN SELECT RAISE(ABORT, 'rows of plan_version are never changed'); END;
CREATE TRIGGER plan_version_no_replacing BEFORE UPDATE ON plan_version WHEN NEW.rowid <> OLD.rowid OR (NEW.state = 'active' AND EXISTS (SELECT 1 FROM plan_version WHERE state = 'active' AND rowid <> OLD.rowid)) BEGIN SELECT RAISE(ABORT, 'rows of plan_version are never changed'); END;
CREATE UNIQUE INDEX draft_event_draft ON draft_event (plan_id, branch_id, name, version);
CREATE TRIGGER draft_event_no_replacement BEFORE INSERT ON draft_event WHEN EXISTS (SELECT 1 FROM draft_event WHERE rowid = NEW.rowid OR (plan_id, branch_id, name, version) = (NEW.plan_id, NEW.branch_id, NEW.name, NEW.version)) BEGIN SELECT RAISE(ABORT, 'rows of draft_event are never changed'); END;
COMMIT;
