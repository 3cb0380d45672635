(** Claims A4 and A5: the sequential advantage identity (Eq. 4) and the carried
    advantage (Eqs. 7 and 8).
    Regime: full information, exact expectations; the policies may give weight
    only where the sampling policy does ([covers]; full support is enough). *)
From Coq Require Import Reals List Lra Lia Arith.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
Open Scope R_scope.

(** Reweighting at one history. *)
Lemma reweigh : forall G old new n h f,
  covers G old new -> node G (S n) h ->
  mean (moves G h) (old h) (fun a => ratio new old h a * f a) =
  mean (moves G h) (new h) f.
Proof.
  intros G old new n h f Hc Hn. apply sum_ext. intros a Ha. unfold ratio.
  destruct (Req_dec (old h a) 0) as [Z|Z].
  - rewrite (Hc n h a Hn Ha Z), Z. ring.
  - field. exact Z.
Qed.

(** Change of measure: reweighting [n] moves of the old policy by their ratios
    is the same as playing the new policy. *)
Lemma change_of_measure : forall G old new n k h f,
  covers G old new -> node G (n + k) h ->
  expect G old n h (fun path => suffixRatio new old n path * f path) =
  expect G new n h f.
Proof.
  intros G old new n. induction n as [|n IH]; intros k h f Hc Hn.
  - simpl. ring.
  - rewrite !expect_snoc. cbn [suffixRatio].
    replace (S n + k)%nat with (n + S k)%nat in Hn by lia.
    rewrite <- (IH (S k) h _ Hc Hn).
    apply expect_ext. intros path Hr.
    rewrite <- (reweigh G old new k path _ Hc (node_reaches _ _ _ _ _ Hn Hr)).
    rewrite <- mean_scal. apply mean_ext. intros. ring.
Qed.

Lemma ratioAt_suffix : forall new old n path,
  suffixRatio new old (S n) path =
  suffixRatio new old n path * ratioAt new old n path.
Proof.
  intros new old. induction n as [|n IH]; intros path.
  - destruct path as [|a h]; simpl; unfold ratioAt; simpl; lra.
  - destruct path as [|a h].
    + simpl. unfold ratioAt. simpl. ring.
    + change (suffixRatio new old (S (S n)) (a :: h))
        with (ratio new old h a * suffixRatio new old (S n) h).
      rewrite IH. simpl. unfold ratioAt. simpl. ring.
Qed.

(** A5, first half (Eqs. 7, 8).  The recursion gives, on every path, the
    product of the ratios of all later turns times the joint advantage. *)
Theorem A5_carried_is_product : forall G new old n path,
  carriedAdvantage G new old n path =
  suffixRatio new old n path * jointAdvantage G old path.
Proof.
  intros G new old n path. induction n as [|n IH].
  - simpl. ring.
  - rewrite ratioAt_suffix. cbn [carriedAdvantage]. rewrite IH. ring.
Qed.

(** A5, second half.  Given the history and the turn's move, the carried
    advantage averages (under the OLD policy, which made the samples) to the
    value of the move followed by the NEW policy, minus the old J. *)
Theorem A5_carried_mean : forall G old new n h,
  wellFormed G -> isPolicy G new -> covers G old new -> node G n h ->
  expect G old n h (carriedAdvantage G new old n) =
  value G new n h - expectedReturn G old.
Proof.
  intros G old new n h HG Hp Hc Hn.
  assert (Hn0 : node G (n + 0) h) by (rewrite Nat.add_0_r; exact Hn).
  rewrite (expect_ext _ _ _ _ _ (fun path =>
    suffixRatio new old n path * jointAdvantage G old path))
    by (intros; apply A5_carried_is_product).
  rewrite (change_of_measure G old new n 0 h _ Hc Hn0).
  unfold jointAdvantage. rewrite expect_sub.
  rewrite (expect_const G new n 0 h _ HG Hp Hn0). reflexivity.
Qed.

(** The three-part policy plays what its name says. *)
Lemma value_threePart : forall G p n first turn rest,
  (p + S n = horizon G)%nat ->
  expectedReturn G (threePart p first turn rest) =
  expect G first p [] (fun h =>
    mean (moves G h) (turn h) (actionValue G rest n h)).
Proof.
  intros G p n first turn rest Hpn. unfold expectedReturn, value.
  rewrite <- Hpn, expect_app.
  set (three := threePart p first turn rest).
  assert (Root : node G (p + S n) []) by (rewrite Hpn; apply node_root).
  rewrite (expect_policy_ext G three first p (S n) [] _); [|intros j h' Hj [Hl _] a _|exact Root].
  2:{ unfold three, threePart.
      destruct (Nat.ltb_spec (length h') p); [reflexivity|lia]. }
  apply expect_ext. intros h Hr.
  pose proof (node_reaches _ _ _ _ _ Root Hr) as Hn. destruct Hn as [Hl Hleg].
  cbn [expect]. unfold mean. apply sum_ext. intros a Ha.
  replace (three h a) with (turn h a).
  2:{ unfold three, threePart. destruct (Nat.ltb_spec (length h) p); [lia|].
      destruct (Nat.eqb_spec (length h) p); [reflexivity|lia]. }
  f_equal. unfold actionValue, value.
  apply (expect_policy_ext G three rest n 0 (a :: h)).
  - intros j h' Hj [Hl' _] b _. unfold three, threePart.
    destruct (Nat.ltb_spec (length h') p); [lia|].
    destruct (Nat.eqb_spec (length h') p); [lia|reflexivity].
  - rewrite Nat.add_0_r. apply node_child; [split|]; assumption.
Qed.

(** A4 (Eq. 4), with any function [b] of the prefix as the baseline.  The turn
    has [p] moves before it and [n] after it.  Sampling from the old policy
    alone, the ratio of the candidate minus 1, times the ratios of the later
    turns, times (return - baseline), averages to: the J of (old prefix,
    candidate turn, new suffix) minus the J of (old prefix, old turn, new
    suffix). *)
Theorem A4_sequential_advantage : forall G old cand new p n b,
  wellFormed G -> isPolicy G old -> isPolicy G cand -> isPolicy G new ->
  covers G old cand -> covers G old new ->
  (p + S n = horizon G)%nat ->
  expect G old (horizon G) [] (fun path =>
    (ratioAt cand old n path - 1) * suffixRatio new old n path
    * (reward G path - b (skipn (S n) path)))
  = expectedReturn G (threePart p old cand new)
    - expectedReturn G (threePart p old old new).
Proof.
  intros G old cand new p n b HG Ho Hcand Hnew Hcc Hcn Hpn.
  rewrite !(value_threePart G p n) by exact Hpn.
  rewrite <- Hpn, expect_app, <- expect_sub.
  apply expect_ext. intros h Hr.
  assert (Hn : node G (S n) h).
  { apply (node_reaches G (S n) p []); [rewrite Hpn; apply node_root|exact Hr]. }
  cbn [expect].
  (* the sampled suffix, for one move a of the turn *)
  rewrite (mean_ext _ _ _ (fun a =>
    ratio cand old h a * (actionValue G new n h a - b h)
    - 1 * (actionValue G new n h a - b h))).
  - rewrite mean_sub, mean_scal, (reweigh G old cand n h _ Hcc Hn), !mean_sub.
    rewrite !mean_const.
    + ring.
    + apply (policy_dist G old n h HG Ho Hn).
    + apply (policy_dist G cand n h HG Hcand Hn).
  - intros a Ha.
    assert (Hn0 : node G (n + 0) (a :: h))
      by (rewrite Nat.add_0_r; apply node_child; assumption).
    rewrite (expect_ext _ _ _ _ _ (fun path =>
      (ratio cand old h a - 1) *
      (suffixRatio new old n path * (reward G path - b h)))).
    + rewrite expect_scal, (change_of_measure G old new n 0 _ _ Hcn Hn0).
      rewrite expect_sub, (expect_const G new n 0 _ _ HG Hnew Hn0).
      unfold actionValue, value. ring.
    + intros path Hp. pose proof (reaches_skipn _ _ _ _ Hp) as Hs.
      assert (Hs' : skipn (S n) path = h).
      { clear - Hs. revert path Hs. induction n as [|n IH]; intros path Hs.
        - simpl in Hs. subst. reflexivity.
        - destruct path as [|c path]; [discriminate|]. simpl in Hs.
          exact (IH path Hs). }
      unfold ratioAt. rewrite Hs, Hs'. ring.
Qed.

(** A4 with the paper's baseline: the joint advantage of Eq. 5. *)
Corollary A4_with_joint_advantage : forall G old cand new p n,
  wellFormed G -> isPolicy G old -> isPolicy G cand -> isPolicy G new ->
  fullSupport G old -> (p + S n = horizon G)%nat ->
  expect G old (horizon G) [] (fun path =>
    (ratioAt cand old n path - 1) * suffixRatio new old n path
    * jointAdvantage G old path)
  = expectedReturn G (threePart p old cand new)
    - expectedReturn G (threePart p old old new).
Proof.
  intros. apply (A4_sequential_advantage G old cand new p n
    (fun _ => expectedReturn G old)); try assumption;
    apply full_support_covers; assumption.
Qed.

(** A4, the sum over the turns.  With the new turns as candidates the right
    hand sides add up to J(new) - J(old). *)
Theorem A4_turns_telescope : forall G old new,
  sum (seq 0 (horizon G)) (fun p =>
    expectedReturn G (threePart p old new new)
    - expectedReturn G (threePart p old old new))
  = expectedReturn G new - expectedReturn G old.
Proof.
  intros G old new.
  set (J := fun p => expect G old p [] (fun h => value G new (horizon G - p) h)).
  assert (Step : forall p, (p < horizon G)%nat ->
    expectedReturn G (threePart p old new new)
    - expectedReturn G (threePart p old old new) = J p - J (S p)).
  { intros p Hp. rewrite !(value_threePart G p (horizon G - S p)) by lia.
    unfold J. rewrite expect_snoc.
    replace (horizon G - p)%nat with (S (horizon G - S p)) by lia. reflexivity. }
  assert (Tele : forall n s, (s + n <= horizon G)%nat ->
    sum (seq s n) (fun p => expectedReturn G (threePart p old new new)
      - expectedReturn G (threePart p old old new)) = J s - J (s + n)%nat).
  { induction n as [|n IH]; intros s Hs; cbn [seq sum].
    - rewrite Nat.add_0_r. lra.
    - rewrite IH, Step by lia. replace (s + S n)%nat with (S s + n)%nat by lia. lra. }
  rewrite Tele by lia. unfold J, expectedReturn. simpl.
  rewrite Nat.sub_0_r, Nat.sub_diag. reflexivity.
Qed.
