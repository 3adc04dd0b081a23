"""The first desk: every table, index and trigger, and the search index."""

from alembic import op

APPLICATION_ID = 0x54524553

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SCHEMA = (
    """
    CREATE TABLE blob (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        sha256 BLOB NOT NULL,
        size INTEGER NOT NULL,
        CONSTRAINT uq_blob_sha256 UNIQUE (sha256)
    )
    """,
    """
    CREATE TABLE organisation (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        notes TEXT NOT NULL,
        CONSTRAINT uq_organisation_name_key UNIQUE (name_key)
    )
    """,
    """
    CREATE TABLE desk (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        language TEXT NOT NULL,
        country TEXT NOT NULL,
        state TEXT NOT NULL,
        zone TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        priority_matrix TEXT,
        access_noted TEXT NOT NULL,
        access_days INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE counter (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        value INTEGER NOT NULL,
        CONSTRAINT uq_counter_name UNIQUE (name)
    )
    """,
    """
    CREATE TABLE access_log (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at BIGINT NOT NULL,
        agent_id INTEGER,
        kind TEXT NOT NULL,
        contact_id INTEGER,
        count INTEGER NOT NULL
    )
    """,
    "CREATE INDEX ix_access_log_at ON access_log (at)",
    "CREATE INDEX ix_access_log_contact_id ON access_log (contact_id, at)",
    """
    CREATE TABLE retention_run (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at BIGINT NOT NULL,
        category TEXT NOT NULL,
        action TEXT NOT NULL,
        days INTEGER NOT NULL,
        tickets INTEGER NOT NULL,
        messages INTEGER NOT NULL,
        contacts INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE agent (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        email TEXT NOT NULL,
        colour INTEGER NOT NULL,
        signature_de TEXT NOT NULL,
        signature_en TEXT NOT NULL,
        active BOOLEAN NOT NULL,
        role TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE agent_pin (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        sealed TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE own_address (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        email TEXT NOT NULL,
        name TEXT NOT NULL,
        CONSTRAINT uq_own_address_email UNIQUE (email)
    )
    """,
    """
    CREATE TABLE import_run (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL,
        started_at BIGINT NOT NULL,
        finished_at BIGINT,
        position TEXT NOT NULL,
        counts TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE bulk_load (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
    )
    """,
    """
    CREATE TABLE category (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        parent_id INTEGER,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        position INTEGER NOT NULL,
        fields TEXT NOT NULL,
        archived BOOLEAN NOT NULL,
        CONSTRAINT uq_category_parent_id_name_key UNIQUE (parent_id, name_key),
        CONSTRAINT fk_category_parent_id FOREIGN KEY(parent_id) REFERENCES category (id)
    )
    """,
    """
    CREATE TABLE retention_rule (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        category_id INTEGER,
        action TEXT NOT NULL,
        days INTEGER NOT NULL,
        contacts BOOLEAN NOT NULL,
        changed_at BIGINT NOT NULL,
        CONSTRAINT uq_retention_rule_category_id_action UNIQUE (category_id, action),
        CONSTRAINT fk_retention_rule_category_id FOREIGN KEY(category_id) REFERENCES category (id)
    )
    """,
    "CREATE INDEX ix_category_parent_id ON category (parent_id)",
    """
    CREATE TABLE tag (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        CONSTRAINT uq_tag_name_key UNIQUE (name_key)
    )
    """,
    """
    CREATE TABLE contact_distinction (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        older_id INTEGER NOT NULL,
        newer_id INTEGER NOT NULL,
        CONSTRAINT uq_contact_distinction_older_id_newer_id UNIQUE (older_id, newer_id)
    )
    """,
    """
    CREATE TABLE saved_view (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        "query" TEXT NOT NULL,
        position INTEGER NOT NULL,
        look TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE blob_chunk (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        blob_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        content BLOB NOT NULL,
        CONSTRAINT uq_blob_chunk_blob_id_position UNIQUE (blob_id, position),
        CONSTRAINT fk_blob_chunk_blob_id FOREIGN KEY(blob_id) REFERENCES blob (id)
    )
    """,
    """
    CREATE TABLE contact (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        title TEXT NOT NULL,
        organisation_id INTEGER,
        customer_number TEXT NOT NULL,
        language TEXT NOT NULL,
        form_of_address TEXT NOT NULL,
        gender TEXT NOT NULL,
        salutation TEXT NOT NULL,
        fields TEXT NOT NULL,
        notes TEXT NOT NULL,
        show_pictures BOOLEAN NOT NULL,
        blocked BOOLEAN NOT NULL,
        created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        import_id INTEGER,
        CONSTRAINT fk_contact_organisation_id FOREIGN KEY(organisation_id)
            REFERENCES organisation (id),
        CONSTRAINT fk_contact_import_id FOREIGN KEY(import_id) REFERENCES import_run (id)
    )
    """,
    "CREATE INDEX ix_contact_import_id ON contact (import_id) WHERE import_id IS NOT NULL",
    "CREATE INDEX ix_contact_name_key ON contact (name_key)",
    "CREATE INDEX ix_contact_organisation_id ON contact (organisation_id)",
    """
    CREATE TABLE history_entry (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at BIGINT NOT NULL,
        agent_id INTEGER,
        kind TEXT NOT NULL,
        import_id INTEGER,
        digest BLOB NOT NULL,
        chain BLOB NOT NULL,
        CONSTRAINT fk_history_entry_import_id FOREIGN KEY(import_id) REFERENCES import_run (id)
    )
    """,
    "CREATE INDEX ix_history_entry_import_id ON history_entry (import_id)",
    """
    CREATE TABLE contact_address (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL,
        email TEXT NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT fk_contact_address_contact_id FOREIGN KEY(contact_id)
            REFERENCES contact (id),
        CONSTRAINT uq_contact_address_email UNIQUE (email)
    )
    """,
    "CREATE INDEX ix_contact_address_contact_id ON contact_address (contact_id)",
    """
    CREATE TABLE contact_phone (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        contact_id INTEGER NOT NULL,
        number TEXT NOT NULL,
        digits TEXT NOT NULL,
        label TEXT NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT fk_contact_phone_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
    )
    """,
    "CREATE INDEX ix_contact_phone_contact_id ON contact_phone (contact_id)",
    "CREATE INDEX ix_contact_phone_digits ON contact_phone (digits)",
    """
    CREATE TABLE history_content (
        id INTEGER NOT NULL,
        salt BLOB NOT NULL,
        content BLOB NOT NULL,
        CONSTRAINT pk_history_content PRIMARY KEY (id),
        CONSTRAINT fk_history_content_id FOREIGN KEY(id) REFERENCES history_entry (id)
    )
    """,
    """
    CREATE TABLE history_ticket (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        ticket_id INTEGER NOT NULL,
        entry_id INTEGER NOT NULL,
        CONSTRAINT fk_history_ticket_entry_id FOREIGN KEY(entry_id)
            REFERENCES history_entry (id)
    )
    """,
    "CREATE INDEX ix_history_ticket_entry_id ON history_ticket (entry_id)",
    "CREATE INDEX ix_history_ticket_ticket_id ON history_ticket (ticket_id, entry_id)",
    """
    CREATE TABLE undo_step (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        entry_id INTEGER NOT NULL,
        at BIGINT NOT NULL,
        agent_id INTEGER,
        label TEXT NOT NULL,
        undone BOOLEAN NOT NULL,
        import_id INTEGER,
        CONSTRAINT uq_undo_step_entry_id UNIQUE (entry_id),
        CONSTRAINT fk_undo_step_entry_id FOREIGN KEY(entry_id) REFERENCES history_entry (id),
        CONSTRAINT fk_undo_step_import_id FOREIGN KEY(import_id) REFERENCES import_run (id)
    )
    """,
    """
    CREATE TABLE ticket (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        number INTEGER NOT NULL,
        subject TEXT NOT NULL,
        subject_key TEXT NOT NULL,
        contact_id INTEGER,
        channel TEXT NOT NULL,
        category_id INTEGER,
        impact INTEGER NOT NULL,
        urgency INTEGER NOT NULL,
        manual_priority INTEGER,
        priority INTEGER NOT NULL,
        level INTEGER NOT NULL,
        assignee_id INTEGER,
        status INTEGER NOT NULL,
        unread BOOLEAN NOT NULL,
        spam BOOLEAN NOT NULL,
        automatic BOOLEAN NOT NULL,
        thanked BOOLEAN NOT NULL,
        due_at BIGINT,
        snoozed_until BIGINT,
        solved_at BIGINT,
        closed_at BIGINT,
        deleted_at BIGINT,
        merged_into_id INTEGER,
        resolution TEXT NOT NULL,
        fields TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        import_id INTEGER,
        updated_at BIGINT NOT NULL,
        contact_key TEXT NOT NULL,
        message_count INTEGER NOT NULL,
        activity_at BIGINT NOT NULL,
        last_direction TEXT NOT NULL,
        seconds_worked INTEGER NOT NULL,
        shelf INTEGER NOT NULL GENERATED ALWAYS AS (
            CASE WHEN deleted_at IS NOT NULL THEN 3 WHEN merged_into_id IS NOT NULL THEN 4
            WHEN spam OR automatic THEN 2 WHEN status >= 4 THEN 1 ELSE 0 END) VIRTUAL,
        CONSTRAINT uq_ticket_number UNIQUE (number),
        CONSTRAINT fk_ticket_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
        CONSTRAINT fk_ticket_category_id FOREIGN KEY(category_id) REFERENCES category (id),
        CONSTRAINT fk_ticket_assignee_id FOREIGN KEY(assignee_id) REFERENCES agent (id),
        CONSTRAINT fk_ticket_merged_into_id FOREIGN KEY(merged_into_id) REFERENCES ticket (id),
        CONSTRAINT fk_ticket_import_id FOREIGN KEY(import_id) REFERENCES import_run (id)
    )
    """,
    "CREATE INDEX ix_ticket_assignee_id ON ticket (assignee_id) WHERE assignee_id IS NOT NULL",
    """
    CREATE INDEX ix_ticket_category_id ON ticket (category_id, shelf)
        WHERE category_id IS NOT NULL
    """,
    "CREATE INDEX ix_ticket_contact_id ON ticket (contact_id, activity_at)",
    """
    CREATE INDEX ix_ticket_facets
        ON ticket (shelf, solved_at, status, assignee_id, snoozed_until, due_at, unread, priority,
            channel, level, category_id, spam, automatic, created_at, activity_at)
    """,
    "CREATE INDEX ix_ticket_import_id ON ticket (import_id) WHERE import_id IS NOT NULL",
    """
    CREATE INDEX ix_ticket_merged
        ON ticket (merged_into_id) WHERE merged_into_id IS NOT NULL
    """,
    "CREATE INDEX ix_ticket_shelf_activity_at ON ticket (shelf, activity_at)",
    "CREATE INDEX ix_ticket_shelf_contact_key ON ticket (shelf, contact_key)",
    "CREATE INDEX ix_ticket_shelf_created_at ON ticket (shelf, created_at)",
    "CREATE INDEX ix_ticket_shelf_due_at ON ticket (shelf, due_at)",
    "CREATE INDEX ix_ticket_shelf_number ON ticket (shelf, number)",
    "CREATE INDEX ix_ticket_shelf_priority ON ticket (shelf, priority, activity_at)",
    """
    CREATE INDEX ix_ticket_shelf_seconds_worked
        ON ticket (shelf, seconds_worked) WHERE seconds_worked != 0
    """,
    """
    CREATE INDEX ix_ticket_shelf_snoozed_until
        ON ticket (shelf, snoozed_until) WHERE snoozed_until IS NOT NULL
    """,
    "CREATE INDEX ix_ticket_shelf_subject_key ON ticket (shelf, subject_key)",
    "CREATE INDEX ix_ticket_wordless ON ticket (subject_key) WHERE message_count = 0",
    "CREATE INDEX ix_ticket_snoozed ON ticket (snoozed_until) WHERE snoozed_until IS NOT NULL",
    """
    CREATE TABLE message (
        id INTEGER NOT NULL,
        ticket_id INTEGER NOT NULL,
        direction TEXT NOT NULL,
        channel TEXT NOT NULL,
        agent_id INTEGER,
        sender_name TEXT NOT NULL,
        sender_email TEXT NOT NULL,
        recipients TEXT NOT NULL,
        sent_at BIGINT NOT NULL,
        dated BOOLEAN NOT NULL,
        recorded_at BIGINT NOT NULL,
        message_key BIGINT,
        content_hash BIGINT,
        headers TEXT NOT NULL,
        threaded_by TEXT NOT NULL,
        evidence TEXT NOT NULL,
        automatic BOOLEAN NOT NULL,
        bounce BOOLEAN NOT NULL,
        has_html BOOLEAN NOT NULL,
        via TEXT,
        raw_id INTEGER,
        import_id INTEGER,
        warnings TEXT,
        subject TEXT NOT NULL,
        people TEXT NOT NULL,
        files TEXT NOT NULL,
        text TEXT NOT NULL,
        CONSTRAINT pk_message PRIMARY KEY (id),
        CONSTRAINT fk_message_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
        CONSTRAINT fk_message_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id),
        CONSTRAINT fk_message_raw_id FOREIGN KEY(raw_id) REFERENCES blob (id),
        CONSTRAINT fk_message_import_id FOREIGN KEY(import_id) REFERENCES import_run (id)
    )
    """,
    "CREATE INDEX ix_message_agent_id ON message (agent_id) WHERE agent_id IS NOT NULL",
    """
    CREATE INDEX ix_message_content_hash ON message (content_hash) WHERE message_key IS NULL
    """,
    "CREATE INDEX ix_message_import_id ON message (import_id) WHERE import_id IS NOT NULL",
    """
    CREATE INDEX ix_message_message_key ON message (message_key) WHERE message_key IS NOT NULL
    """,
    "CREATE INDEX ix_message_note ON message (ticket_id) WHERE direction = 'note'",
    "CREATE INDEX ix_message_raw_id ON message (raw_id) WHERE raw_id IS NOT NULL",
    "CREATE INDEX ix_message_ticket_id ON message (ticket_id, id)",
    "CREATE INDEX ix_message_ticket_of ON message (id, ticket_id)",
    """
    CREATE TABLE ticket_tag (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        ticket_id INTEGER NOT NULL,
        tag_id INTEGER NOT NULL,
        CONSTRAINT uq_ticket_tag_ticket_id_tag_id UNIQUE (ticket_id, tag_id),
        CONSTRAINT fk_ticket_tag_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
        CONSTRAINT fk_ticket_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id)
    )
    """,
    "CREATE INDEX ix_ticket_tag_tag_id ON ticket_tag (tag_id)",
    """
    CREATE TABLE ticket_link (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        ticket_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        CONSTRAINT uq_ticket_link_ticket_id_other_id_kind UNIQUE (ticket_id, other_id, kind),
        CONSTRAINT not_itself CHECK (ticket_id <> other_id),
        CONSTRAINT fk_ticket_link_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
        CONSTRAINT fk_ticket_link_other_id FOREIGN KEY(other_id) REFERENCES ticket (id)
    )
    """,
    "CREATE INDEX ix_ticket_link_other_id ON ticket_link (other_id)",
    """
    CREATE TABLE work_time (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        ticket_id INTEGER NOT NULL,
        agent_id INTEGER,
        started_at BIGINT NOT NULL,
        seconds INTEGER NOT NULL,
        note TEXT NOT NULL,
        CONSTRAINT fk_work_time_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
        CONSTRAINT fk_work_time_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    "CREATE INDEX ix_work_time_agent_id ON work_time (agent_id)",
    "CREATE INDEX ix_work_time_ticket_id ON work_time (ticket_id)",
    """
    CREATE TABLE attachment (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        message_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        content_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        content_id TEXT NOT NULL,
        inline BOOLEAN NOT NULL,
        part INTEGER,
        blob_id INTEGER,
        CONSTRAINT fk_attachment_message_id FOREIGN KEY(message_id) REFERENCES message (id),
        CONSTRAINT fk_attachment_blob_id FOREIGN KEY(blob_id) REFERENCES blob (id)
    )
    """,
    "CREATE INDEX ix_attachment_blob_id ON attachment (blob_id)",
    "CREATE INDEX ix_attachment_message_id ON attachment (message_id)",
    """
    CREATE TABLE thread_reference (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" BIGINT NOT NULL,
        message_id INTEGER NOT NULL,
        CONSTRAINT uq_thread_reference_key UNIQUE ("key"),
        CONSTRAINT fk_thread_reference_message_id FOREIGN KEY(message_id)
            REFERENCES message (id)
    )
    """,
    "CREATE INDEX ix_thread_reference_message_id ON thread_reference (message_id)",
    """
    CREATE TABLE draft (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        ticket_id INTEGER NOT NULL,
        agent_id INTEGER,
        kind TEXT NOT NULL,
        reply_to_id INTEGER,
        "to" TEXT NOT NULL,
        cc TEXT NOT NULL,
        bcc TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        insertions TEXT NOT NULL,
        updated_at BIGINT NOT NULL,
        CONSTRAINT fk_draft_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
        CONSTRAINT fk_draft_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id),
        CONSTRAINT fk_draft_reply_to_id FOREIGN KEY(reply_to_id) REFERENCES message (id)
    )
    """,
    "CREATE INDEX ix_draft_agent_id ON draft (agent_id)",
    "CREATE INDEX ix_draft_reply_to_id ON draft (reply_to_id) WHERE reply_to_id IS NOT NULL",
    "CREATE INDEX ix_draft_ticket_id ON draft (ticket_id)",
    """
    CREATE TABLE enquiry_draft (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agent_id INTEGER,
        content TEXT NOT NULL,
        updated_at BIGINT NOT NULL,
        CONSTRAINT uq_enquiry_draft_agent_id UNIQUE (agent_id),
        CONSTRAINT fk_enquiry_draft_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    """
    CREATE TABLE draft_attachment (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        draft_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        content_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        blob_id INTEGER NOT NULL,
        CONSTRAINT fk_draft_attachment_draft_id FOREIGN KEY(draft_id) REFERENCES draft (id),
        CONSTRAINT fk_draft_attachment_blob_id FOREIGN KEY(blob_id) REFERENCES blob (id)
    )
    """,
    "CREATE INDEX ix_draft_attachment_blob_id ON draft_attachment (blob_id)",
    "CREATE INDEX ix_draft_attachment_draft_id ON draft_attachment (draft_id)",
    """
    CREATE TABLE snippet_folder (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        parent_id INTEGER,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT fk_snippet_folder_parent_id FOREIGN KEY(parent_id) REFERENCES snippet_folder (id)
    )
    """,
    "CREATE INDEX ix_snippet_folder_parent_id ON snippet_folder (parent_id)",
    """
    CREATE TABLE snippet (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        abbreviation TEXT NOT NULL,
        abbreviation_key TEXT NOT NULL,
        folder_id INTEGER,
        category_id INTEGER,
        colour INTEGER,
        favourite BOOLEAN NOT NULL,
        tags TEXT NOT NULL,
        actions TEXT NOT NULL,
        words TEXT NOT NULL,
        version INTEGER NOT NULL,
        changed_at BIGINT NOT NULL,
        changed_by_id INTEGER,
        created_at BIGINT NOT NULL,
        deleted_at BIGINT,
        updated_at BIGINT NOT NULL,
        use_count INTEGER NOT NULL,
        last_used_at BIGINT,
        saved_characters INTEGER NOT NULL,
        CONSTRAINT fk_snippet_folder_id FOREIGN KEY(folder_id) REFERENCES snippet_folder (id),
        CONSTRAINT fk_snippet_category_id FOREIGN KEY(category_id) REFERENCES category (id),
        CONSTRAINT fk_snippet_changed_by_id FOREIGN KEY(changed_by_id) REFERENCES agent (id)
    )
    """,
    """
    CREATE UNIQUE INDEX ix_snippet_abbreviation_key ON snippet (abbreviation_key)
        WHERE deleted_at IS NULL AND abbreviation_key != ''
    """,
    "CREATE INDEX ix_snippet_category_id ON snippet (category_id) WHERE category_id IS NOT NULL",
    "CREATE INDEX ix_snippet_folder_id ON snippet (folder_id)",
    """
    CREATE TABLE snippet_variant (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        snippet_id INTEGER NOT NULL,
        language TEXT NOT NULL,
        form TEXT NOT NULL,
        body TEXT NOT NULL,
        CONSTRAINT uq_snippet_variant_snippet_id_language_form UNIQUE (snippet_id, language, form),
        CONSTRAINT fk_snippet_variant_snippet_id FOREIGN KEY(snippet_id) REFERENCES snippet (id)
    )
    """,
    """
    CREATE TABLE snippet_version (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        snippet_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        at BIGINT NOT NULL,
        agent_id INTEGER,
        content TEXT NOT NULL,
        CONSTRAINT uq_snippet_version_snippet_id_number UNIQUE (snippet_id, number),
        CONSTRAINT fk_snippet_version_snippet_id FOREIGN KEY(snippet_id) REFERENCES snippet (id),
        CONSTRAINT fk_snippet_version_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    """
    CREATE TABLE snippet_attachment (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        snippet_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        content_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        blob_id INTEGER NOT NULL,
        CONSTRAINT fk_snippet_attachment_snippet_id FOREIGN KEY(snippet_id) REFERENCES snippet (id),
        CONSTRAINT fk_snippet_attachment_blob_id FOREIGN KEY(blob_id) REFERENCES blob (id)
    )
    """,
    "CREATE INDEX ix_snippet_attachment_blob_id ON snippet_attachment (blob_id)",
    "CREATE INDEX ix_snippet_attachment_snippet_id ON snippet_attachment (snippet_id)",
    """
    CREATE TABLE snippet_use (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        snippet_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        language TEXT NOT NULL,
        form TEXT NOT NULL,
        ticket_id INTEGER,
        message_id INTEGER,
        agent_id INTEGER,
        at BIGINT NOT NULL,
        filled TEXT NOT NULL,
        characters INTEGER NOT NULL,
        category_id INTEGER,
        CONSTRAINT fk_snippet_use_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
        CONSTRAINT fk_snippet_use_message_id FOREIGN KEY(message_id) REFERENCES message (id),
        CONSTRAINT fk_snippet_use_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    "CREATE INDEX ix_snippet_use_category_id ON snippet_use (category_id, snippet_id, ticket_id)",
    "CREATE INDEX ix_snippet_use_message_id ON snippet_use (message_id)",
    "CREATE INDEX ix_snippet_use_snippet_id ON snippet_use (snippet_id, at)",
    "CREATE INDEX ix_snippet_use_ticket_id ON snippet_use (ticket_id, snippet_id)",
    """
    CREATE TABLE fact (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        value TEXT NOT NULL,
        owner_id INTEGER,
        valid_until DATE,
        updated_at BIGINT NOT NULL,
        CONSTRAINT uq_fact_name_key UNIQUE (name_key),
        CONSTRAINT fk_fact_owner_id FOREIGN KEY(owner_id) REFERENCES agent (id)
    )
    """,
    """
    CREATE TABLE snippet_draft (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agent_id INTEGER,
        content TEXT NOT NULL,
        updated_at BIGINT NOT NULL,
        CONSTRAINT uq_snippet_draft_agent_id UNIQUE (agent_id),
        CONSTRAINT fk_snippet_draft_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    """
    CREATE TABLE shift_kind (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        letter TEXT NOT NULL,
        colour INTEGER NOT NULL,
        start_minute INTEGER NOT NULL,
        end_minute INTEGER NOT NULL,
        unpaid_break INTEGER NOT NULL,
        paid_break INTEGER NOT NULL,
        presence TEXT NOT NULL,
        night BOOLEAN NOT NULL,
        skill TEXT NOT NULL,
        zone TEXT NOT NULL,
        demand TEXT NOT NULL,
        position INTEGER NOT NULL,
        archived BOOLEAN NOT NULL
    )
    """,
    """
    CREATE TABLE duty_profile (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agent_id INTEGER NOT NULL,
        planned BOOLEAN NOT NULL,
        weekly_minutes INTEGER NOT NULL,
        balance_minutes INTEGER NOT NULL,
        balance_at DATE,
        working_days TEXT NOT NULL,
        allowed_kinds TEXT NOT NULL,
        wished_kinds TEXT NOT NULL,
        skills TEXT NOT NULL,
        not_at_night BOOLEAN NOT NULL,
        not_on_weekends BOOLEAN NOT NULL,
        night_budget INTEGER,
        birth DATE,
        protected BOOLEAN NOT NULL,
        employed_from DATE,
        employed_until DATE,
        zone TEXT NOT NULL,
        country TEXT NOT NULL,
        state TEXT NOT NULL,
        leave_days DOUBLE NOT NULL,
        leave_carried TEXT NOT NULL,
        CONSTRAINT uq_duty_profile_agent_id UNIQUE (agent_id),
        CONSTRAINT fk_duty_profile_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    """
    CREATE TABLE roster_cell (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agent_id INTEGER NOT NULL,
        day DATE NOT NULL,
        kind_id INTEGER,
        off BOOLEAN NOT NULL,
        pinned BOOLEAN NOT NULL,
        comment TEXT NOT NULL,
        CONSTRAINT uq_roster_cell_day_agent_id UNIQUE (day, agent_id),
        CONSTRAINT fk_roster_cell_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id),
        CONSTRAINT fk_roster_cell_kind_id FOREIGN KEY(kind_id) REFERENCES shift_kind (id)
    )
    """,
    "CREATE INDEX ix_roster_cell_agent_id ON roster_cell (agent_id)",
    "CREATE INDEX ix_roster_cell_kind_id ON roster_cell (kind_id)",
    """
    CREATE TABLE absence (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agent_id INTEGER NOT NULL,
        first DATE NOT NULL,
        last DATE NOT NULL,
        kind TEXT NOT NULL,
        part TEXT NOT NULL,
        comment TEXT NOT NULL,
        CONSTRAINT fk_absence_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    "CREATE INDEX ix_absence_agent_id ON absence (agent_id)",
    "CREATE INDEX ix_absence_last ON absence (last)",
    """
    CREATE TABLE duty_wish (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agent_id INTEGER NOT NULL,
        day DATE NOT NULL,
        kind_id INTEGER,
        wanted BOOLEAN NOT NULL,
        weight INTEGER NOT NULL,
        fixed BOOLEAN NOT NULL,
        comment TEXT NOT NULL,
        CONSTRAINT fk_duty_wish_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id),
        CONSTRAINT fk_duty_wish_kind_id FOREIGN KEY(kind_id) REFERENCES shift_kind (id)
    )
    """,
    "CREATE INDEX ix_duty_wish_agent_id ON duty_wish (agent_id)",
    "CREATE INDEX ix_duty_wish_day ON duty_wish (day)",
    "CREATE INDEX ix_duty_wish_kind_id ON duty_wish (kind_id)",
    """
    CREATE TABLE weekly_wish (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agent_id INTEGER NOT NULL,
        weekday INTEGER NOT NULL,
        kind_id INTEGER,
        wanted BOOLEAN NOT NULL,
        weight INTEGER NOT NULL,
        fixed BOOLEAN NOT NULL,
        first DATE,
        last DATE,
        every INTEGER NOT NULL,
        comment TEXT NOT NULL,
        CONSTRAINT fk_weekly_wish_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id),
        CONSTRAINT fk_weekly_wish_kind_id FOREIGN KEY(kind_id) REFERENCES shift_kind (id)
    )
    """,
    "CREATE INDEX ix_weekly_wish_agent_id ON weekly_wish (agent_id)",
    "CREATE INDEX ix_weekly_wish_kind_id ON weekly_wish (kind_id)",
    """
    CREATE TABLE holiday_change (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        day DATE NOT NULL,
        name TEXT NOT NULL,
        start_minute INTEGER NOT NULL,
        legal BOOLEAN NOT NULL,
        removed BOOLEAN NOT NULL,
        CONSTRAINT uq_holiday_change_day UNIQUE (day)
    )
    """,
    """
    CREATE TABLE roster_settings (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        law TEXT NOT NULL,
        sunday_permission TEXT NOT NULL,
        night_permission TEXT NOT NULL,
        half_days BOOLEAN NOT NULL,
        regional BOOLEAN NOT NULL,
        pairs TEXT NOT NULL,
        mixes TEXT NOT NULL,
        service_hours TEXT NOT NULL,
        surcharges TEXT NOT NULL,
        need TEXT NOT NULL,
        rule_changes TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE publication (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        number INTEGER NOT NULL,
        first DATE NOT NULL,
        last DATE NOT NULL,
        at BIGINT NOT NULL,
        agent_id INTEGER,
        content TEXT NOT NULL,
        note TEXT NOT NULL,
        CONSTRAINT uq_publication_number UNIQUE (number),
        CONSTRAINT fk_publication_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    "CREATE INDEX ix_publication_days ON publication (last, first)",
    """
    CREATE TABLE told_duty (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agent_id INTEGER NOT NULL,
        day DATE NOT NULL,
        letter TEXT NOT NULL,
        name TEXT NOT NULL,
        starts_at BIGINT NOT NULL,
        ends_at BIGINT NOT NULL,
        on_call BOOLEAN NOT NULL,
        CONSTRAINT fk_told_duty_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    "CREATE INDEX ix_told_duty_day ON told_duty (day)",
    "CREATE INDEX ix_told_duty_time ON told_duty (ends_at, starts_at)",
    """
    CREATE TABLE swap_request (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agent_id INTEGER NOT NULL,
        day DATE NOT NULL,
        other_agent_id INTEGER,
        other_day DATE,
        state TEXT NOT NULL,
        note TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        decided_at BIGINT,
        decided_by_id INTEGER,
        CONSTRAINT fk_swap_request_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id),
        CONSTRAINT fk_swap_request_other_agent_id FOREIGN KEY(other_agent_id) REFERENCES agent (id),
        CONSTRAINT fk_swap_request_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES agent (id)
    )
    """,
    "CREATE INDEX ix_swap_request_agent_id ON swap_request (agent_id)",
    "CREATE INDEX ix_swap_request_day ON swap_request (day)",
    "CREATE INDEX ix_swap_request_other_agent_id ON swap_request (other_agent_id)",
    """
    CREATE TABLE workshop (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL,
        day DATE NOT NULL,
        template TEXT NOT NULL,
        language TEXT NOT NULL,
        people TEXT NOT NULL,
        phases TEXT NOT NULL,
        phase INTEGER NOT NULL,
        vote_mode TEXT NOT NULL,
        tie_rules TEXT NOT NULL,
        notes TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        started_at BIGINT,
        closed_at BIGINT,
        deleted_at BIGINT
    )
    """,
    """
    CREATE TABLE workshop_template (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        content TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE mission (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        workshop_id INTEGER NOT NULL,
        language TEXT NOT NULL,
        final_number INTEGER,
        final_at BIGINT,
        CONSTRAINT uq_mission_workshop_id UNIQUE (workshop_id),
        CONSTRAINT fk_mission_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id)
    )
    """,
    """
    CREATE TABLE workshop_question (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        workshop_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        statement TEXT NOT NULL,
        winner_id INTEGER,
        consent TEXT,
        CONSTRAINT fk_workshop_question_workshop_id FOREIGN KEY(workshop_id)
            REFERENCES workshop (id)
    )
    """,
    "CREATE INDEX ix_workshop_question_workshop_id ON workshop_question (workshop_id)",
    """
    CREATE TABLE mission_check (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        mission_id INTEGER NOT NULL,
        quarter TEXT NOT NULL,
        ticket_id INTEGER NOT NULL,
        verdict TEXT,
        agent_id INTEGER,
        at BIGINT,
        CONSTRAINT uq_mission_check_mission_id_quarter_ticket_id
            UNIQUE (mission_id, quarter, ticket_id),
        CONSTRAINT fk_mission_check_mission_id FOREIGN KEY(mission_id) REFERENCES mission (id),
        CONSTRAINT fk_mission_check_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    """
    CREATE TABLE mission_draft (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        mission_id INTEGER NOT NULL,
        content TEXT NOT NULL,
        updated_at BIGINT NOT NULL,
        CONSTRAINT uq_mission_draft_mission_id UNIQUE (mission_id),
        CONSTRAINT fk_mission_draft_mission_id FOREIGN KEY(mission_id) REFERENCES mission (id)
    )
    """,
    """
    CREATE TABLE mission_version (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        mission_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        at BIGINT NOT NULL,
        agent_id INTEGER,
        sentences TEXT NOT NULL,
        note TEXT NOT NULL,
        CONSTRAINT uq_mission_version_mission_id_number UNIQUE (mission_id, number),
        CONSTRAINT fk_mission_version_mission_id FOREIGN KEY(mission_id) REFERENCES mission (id),
        CONSTRAINT fk_mission_version_agent_id FOREIGN KEY(agent_id) REFERENCES agent (id)
    )
    """,
    """
    CREATE TABLE workshop_idea (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        workshop_id INTEGER NOT NULL,
        question_id INTEGER NOT NULL,
        origin_id INTEGER,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        at BIGINT NOT NULL,
        basket BOOLEAN NOT NULL,
        basket_reason TEXT NOT NULL,
        revisit_on DATE,
        merged_into_id INTEGER,
        CONSTRAINT fk_workshop_idea_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id),
        CONSTRAINT fk_workshop_idea_question_id FOREIGN KEY(question_id)
            REFERENCES workshop_question (id),
        CONSTRAINT fk_workshop_idea_origin_id FOREIGN KEY(origin_id)
            REFERENCES workshop_question (id),
        CONSTRAINT fk_workshop_idea_merged_into_id FOREIGN KEY(merged_into_id)
            REFERENCES workshop_idea (id)
    )
    """,
    "CREATE INDEX ix_workshop_idea_merged_into_id ON workshop_idea (merged_into_id)",
    "CREATE INDEX ix_workshop_idea_origin_id ON workshop_idea (origin_id)",
    "CREATE INDEX ix_workshop_idea_question_id ON workshop_idea (question_id, position)",
    """
    CREATE INDEX ix_workshop_idea_revisit_on ON workshop_idea (revisit_on)
        WHERE revisit_on IS NOT NULL
    """,
    "CREATE INDEX ix_workshop_idea_workshop_id ON workshop_idea (workshop_id)",
    """
    CREATE TABLE workshop_vote (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        workshop_id INTEGER NOT NULL,
        question_id INTEGER NOT NULL,
        parent_id INTEGER,
        parent_round INTEGER,
        sitting INTEGER,
        number INTEGER NOT NULL,
        mode TEXT NOT NULL,
        voters INTEGER NOT NULL,
        options TEXT NOT NULL,
        tie_rules TEXT NOT NULL,
        lot_order TEXT NOT NULL,
        state TEXT NOT NULL,
        entered TEXT NOT NULL,
        decisions TEXT NOT NULL,
        opened_at BIGINT NOT NULL,
        closed_at BIGINT,
        CONSTRAINT fk_workshop_vote_workshop_id FOREIGN KEY(workshop_id) REFERENCES workshop (id),
        CONSTRAINT fk_workshop_vote_question_id FOREIGN KEY(question_id)
            REFERENCES workshop_question (id),
        CONSTRAINT fk_workshop_vote_parent_id FOREIGN KEY(parent_id) REFERENCES workshop_vote (id)
    )
    """,
    "CREATE INDEX ix_workshop_vote_parent_id ON workshop_vote (parent_id)",
    "CREATE INDEX ix_workshop_vote_question_id ON workshop_vote (question_id)",
    "CREATE INDEX ix_workshop_vote_state ON workshop_vote (state)",
    "CREATE INDEX ix_workshop_vote_workshop_id ON workshop_vote (workshop_id)",
    """
    CREATE TABLE workshop_unfinished (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        workshop_id INTEGER NOT NULL,
        phase TEXT NOT NULL,
        typed TEXT NOT NULL,
        clock_left DOUBLE,
        clock_since BIGINT,
        CONSTRAINT uq_workshop_unfinished_workshop_id_phase UNIQUE (workshop_id, phase),
        CONSTRAINT fk_workshop_unfinished_workshop_id FOREIGN KEY(workshop_id)
            REFERENCES workshop (id)
    )
    """,
    """
    CREATE TABLE ballot_box (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        vote_id INTEGER NOT NULL,
        ballots TEXT NOT NULL,
        CONSTRAINT uq_ballot_box_vote_id UNIQUE (vote_id),
        CONSTRAINT fk_ballot_box_vote_id FOREIGN KEY(vote_id) REFERENCES workshop_vote (id)
    )
    """,
    """
    CREATE TABLE mission_feedback (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version_id INTEGER NOT NULL,
        answer_number INTEGER NOT NULL,
        sentence INTEGER,
        question TEXT NOT NULL,
        verdict TEXT,
        comment TEXT NOT NULL,
        source TEXT NOT NULL,
        at BIGINT NOT NULL,
        taken_up BOOLEAN,
        reason TEXT NOT NULL,
        CONSTRAINT fk_mission_feedback_version_id FOREIGN KEY(version_id)
            REFERENCES mission_version (id)
    )
    """,
    "CREATE INDEX ix_mission_feedback_version_id ON mission_feedback (version_id, sentence)",
    """
    CREATE VIRTUAL TABLE search USING fts5(
        subject, people, text, files,
        content='message', content_rowid='id', columnsize=0,
        tokenize='unicode61 remove_diacritics 2')
    """,
    """
    CREATE VIRTUAL TABLE snippet_search USING fts5(
        title, words,
        content='snippet', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2')
    """,
    """
    CREATE TRIGGER message_inserted AFTER INSERT ON message
        WHEN NOT EXISTS (SELECT 1 FROM bulk_load) BEGIN
        INSERT INTO search(rowid, subject, people, text, files)
        VALUES (new.id, new.subject, new.people, new.text, new.files);
        UPDATE ticket SET
        message_count = message_count + 1,
        last_direction = CASE WHEN new.automatic OR new.direction = 'note' OR EXISTS (
            SELECT 1 FROM message WHERE ticket_id = new.ticket_id AND id > new.id
            AND direction IN ('in', 'out') AND NOT automatic)
            THEN last_direction ELSE new.direction END,
        activity_at = CASE WHEN EXISTS (
            SELECT 1 FROM message WHERE ticket_id = new.ticket_id AND id > new.id)
            THEN activity_at ELSE new.sent_at END
        WHERE id = new.ticket_id;
    END
    """,
    """
    CREATE TRIGGER message_deleted AFTER DELETE ON message BEGIN
        INSERT INTO search(search, rowid, subject, people, text, files)
        VALUES ('delete', old.id, old.subject, old.people, old.text, old.files);
        UPDATE ticket SET
        message_count = (SELECT count(*) FROM message WHERE ticket_id = old.ticket_id),
        activity_at = coalesce((
            SELECT sent_at FROM message WHERE ticket_id = old.ticket_id
            ORDER BY id DESC LIMIT 1), created_at),
        last_direction = coalesce((
            SELECT direction FROM message WHERE ticket_id = old.ticket_id
        AND direction IN ('in', 'out') AND NOT automatic ORDER BY id DESC LIMIT 1), '')
        WHERE id = old.ticket_id;
    END
    """,
    """
    CREATE TRIGGER message_moved AFTER UPDATE OF ticket_id ON message BEGIN UPDATE ticket SET
        message_count = (SELECT count(*) FROM message WHERE ticket_id = old.ticket_id),
        activity_at = coalesce((SELECT sent_at FROM message WHERE ticket_id = old.ticket_id
            ORDER BY id DESC LIMIT 1), created_at),
        last_direction = coalesce((SELECT direction FROM message WHERE ticket_id = old.ticket_id
        AND direction IN ('in', 'out') AND NOT automatic ORDER BY id DESC LIMIT 1), '')
        WHERE id = old.ticket_id;UPDATE ticket SET
        message_count = (SELECT count(*) FROM message WHERE ticket_id = new.ticket_id),
        activity_at = coalesce((SELECT sent_at FROM message WHERE ticket_id = new.ticket_id
            ORDER BY id DESC LIMIT 1), created_at),
        last_direction = coalesce((SELECT direction FROM message WHERE ticket_id = new.ticket_id
        AND direction IN ('in', 'out') AND NOT automatic ORDER BY id DESC LIMIT 1), '')
        WHERE id = new.ticket_id; END
    """,
    """
    CREATE TRIGGER message_reworded AFTER UPDATE OF subject, people, text, files ON message BEGIN
        INSERT INTO search(search, rowid, subject, people, text, files)
        VALUES ('delete', old.id, old.subject, old.people, old.text, old.files);
        INSERT INTO search(rowid, subject, people, text, files)
        VALUES (new.id, new.subject, new.people, new.text, new.files);
    END
    """,
    """
    CREATE TRIGGER ticket_inserted AFTER INSERT ON ticket
        WHEN NOT EXISTS (SELECT 1 FROM bulk_load) BEGIN
        UPDATE ticket SET
        contact_key = coalesce((
            SELECT name_key FROM contact WHERE id = new.contact_id), '')
        WHERE id = new.id
        AND contact_key <> coalesce((
            SELECT name_key FROM contact WHERE id = new.contact_id), '');
    END
    """,
    """
    CREATE TRIGGER ticket_contact AFTER UPDATE OF contact_id ON ticket BEGIN
        UPDATE ticket SET
        contact_key = coalesce((
            SELECT name_key FROM contact WHERE id = new.contact_id), '')
        WHERE id = new.id;
    END
    """,
    """
    CREATE TRIGGER contact_renamed AFTER UPDATE OF name_key ON contact BEGIN
        UPDATE ticket SET
        contact_key = new.name_key WHERE contact_id = new.id;
    END
    """,
    """
    CREATE TRIGGER work_inserted AFTER INSERT ON work_time BEGIN
        UPDATE ticket SET seconds_worked =
        coalesce((
            SELECT sum(seconds) FROM work_time WHERE ticket_id = new.ticket_id), 0)
        WHERE id = new.ticket_id;
    END
    """,
    """
    CREATE TRIGGER work_deleted AFTER DELETE ON work_time BEGIN
        UPDATE ticket SET seconds_worked =
        coalesce((
            SELECT sum(seconds) FROM work_time WHERE ticket_id = old.ticket_id), 0)
        WHERE id = old.ticket_id;
    END
    """,
    """
    CREATE TRIGGER work_updated AFTER UPDATE ON work_time BEGIN
        UPDATE ticket SET seconds_worked =
        coalesce((
            SELECT sum(seconds) FROM work_time WHERE ticket_id = old.ticket_id), 0)
        WHERE id = old.ticket_id;
        UPDATE ticket SET seconds_worked =
        coalesce((
            SELECT sum(seconds) FROM work_time WHERE ticket_id = new.ticket_id), 0)
        WHERE id = new.ticket_id;
    END
    """,
    """
    CREATE TRIGGER snippet_inserted AFTER INSERT ON snippet BEGIN
        INSERT INTO snippet_search(rowid, title, words)
        VALUES (new.id, new.title, new.words);
    END
    """,
    """
    CREATE TRIGGER snippet_returned AFTER INSERT ON snippet
        WHEN EXISTS (SELECT 1 FROM snippet_use WHERE snippet_id = new.id) BEGIN
        UPDATE snippet SET
        use_count = (SELECT count(*) FROM snippet_use WHERE snippet_id = new.id),
        last_used_at = (SELECT max(at) FROM snippet_use WHERE snippet_id = new.id),
        saved_characters = coalesce(
            (SELECT sum(characters) FROM snippet_use WHERE snippet_id = new.id), 0)
        WHERE id = new.id;
    END
    """,
    """
    CREATE TRIGGER snippet_deleted AFTER DELETE ON snippet BEGIN
        INSERT INTO snippet_search(snippet_search, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words);
    END
    """,
    """
    CREATE TRIGGER snippet_reworded AFTER UPDATE OF title, words ON snippet BEGIN
        INSERT INTO snippet_search(snippet_search, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words);
        INSERT INTO snippet_search(rowid, title, words)
        VALUES (new.id, new.title, new.words);
    END
    """,
    """
    CREATE TRIGGER snippet_use_inserted AFTER INSERT ON snippet_use BEGIN
        UPDATE snippet_use SET category_id =
            (SELECT category_id FROM ticket WHERE id = new.ticket_id AND shelf < 2)
        WHERE id = new.id;
        UPDATE snippet SET
            use_count = use_count + 1,
            last_used_at = max(coalesce(last_used_at, 0), new.at),
            saved_characters = saved_characters + new.characters
        WHERE id = new.snippet_id;
    END
    """,
    """
    CREATE TRIGGER snippet_use_deleted AFTER DELETE ON snippet_use BEGIN
        UPDATE snippet SET
        use_count = (SELECT count(*) FROM snippet_use WHERE snippet_id = old.snippet_id),
        last_used_at = (SELECT max(at) FROM snippet_use WHERE snippet_id = old.snippet_id),
        saved_characters = coalesce(
            (SELECT sum(characters) FROM snippet_use WHERE snippet_id = old.snippet_id), 0)
        WHERE id = old.snippet_id;
    END
    """,
    """
    CREATE TRIGGER snippet_use_moved AFTER UPDATE OF ticket_id ON snippet_use BEGIN
        UPDATE snippet_use SET category_id =
            (SELECT category_id FROM ticket WHERE id = new.ticket_id AND shelf < 2)
        WHERE id = new.id;
    END
    """,
    """
    CREATE TRIGGER message_with_snippet_moved AFTER UPDATE OF ticket_id ON message BEGIN
        UPDATE snippet_use SET ticket_id = new.ticket_id
        WHERE message_id = new.id;
    END
    """,
    """
    CREATE TRIGGER message_with_snippet_deleted BEFORE DELETE ON message BEGIN
        UPDATE snippet_use SET message_id = NULL, filled = '{}'
        WHERE message_id = old.id;
    END
    """,
    """
    CREATE TRIGGER ticket_with_snippet_sorted
        AFTER UPDATE OF category_id, deleted_at, merged_into_id, spam, automatic ON ticket BEGIN
        UPDATE snippet_use SET category_id = CASE WHEN new.shelf < 2 THEN new.category_id END
        WHERE ticket_id = new.id;
    END
    """,
    """
    CREATE TRIGGER ticket_with_snippet_deleted BEFORE DELETE ON ticket BEGIN
        UPDATE snippet_use SET ticket_id = NULL, filled = '{}'
        WHERE ticket_id = old.id;
    END
    """,
)


def upgrade() -> None:
    """From an empty file to a desk without a row."""
    for statement in _SCHEMA:
        op.execute(statement)
    op.execute(f"PRAGMA application_id={APPLICATION_ID}")
