(** Claims A1, A2, A3: advantages sum to the return, are centred, and give the
    difference of two policies.
    Regime: full information, exact expectations, chance nodes anywhere. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
Open Scope R_scope.

(** The advantage of a move, counted only where the policy decides; and the
    same quantity where the environment moves (value of the outcome minus value
    of the chance node). *)
Definition decisionTerm (G : game) (pol : policy) (n : nat) (h : history) (a : nat) : R :=
  match chance G h with None => advantage G pol n h a | Some _ => 0 end.

Definition chanceTerm (G : game) (pol : policy) (n : nat) (h : history) (a : nat) : R :=
  match chance G h with None => 0 | Some _ => advantage G pol n h a end.

Lemma pathSum_add : forall f g n k path,
  pathSum (fun j h a => f j h a + g j h a) k n path =
  pathSum f k n path + pathSum g k n path.
Proof.
  intros f g. induction n as [|n IH]; intros k path; simpl; [lra|].
  destruct path as [|a h]; [lra|]. rewrite IH. lra.
Qed.

Lemma pathSum_ext : forall f g n k path,
  (forall j h a, f j h a = g j h a) -> pathSum f k n path = pathSum g k n path.
Proof.
  intros f g n. induction n as [|n IH]; intros k path H; simpl; [reflexivity|].
  destruct path as [|a h]; [reflexivity|]. rewrite H, (IH _ _ H). reflexivity.
Qed.

(** All terms together telescope, from any point of the path. *)
Lemma advantages_telescope : forall G pol n h path k,
  reaches G n h path ->
  value G pol k path - value G pol (n + k) h = pathSum (advantage G pol) k n path.
Proof.
  intros G pol n h path k Hr.
  pose proof (reaches_skipn _ _ _ _ Hr) as Hs.
  pose proof (reaches_length _ _ _ _ Hr) as Hl. clear Hr.
  revert h path k Hs Hl. induction n as [|n IH]; intros h path k Hs Hl; simpl in *.
  - subst. lra.
  - destruct path as [|a path]; simpl in *; [discriminate|].
    rewrite <- (IH h path (S k) Hs) by lia.
    replace (n + S k)%nat with (S (n + k)) by lia.
    unfold advantage, actionValue. lra.
Qed.

(** A1 (used before Eq. 5).  Along every path that continues [h] to the end,
    the return minus the value at [h] is the sum of the advantages at the
    decisions plus the sum of the chance terms. *)
Theorem A1_advantage_decomposition : forall G pol n h path,
  reaches G n h path ->
  reward G path - value G pol n h =
  pathSum (decisionTerm G pol) 0 n path + pathSum (chanceTerm G pol) 0 n path.
Proof.
  intros G pol n h path Hr.
  pose proof (advantages_telescope G pol n h path 0 Hr) as T.
  rewrite Nat.add_0_r in T. unfold value at 1 in T. simpl in T. rewrite T.
  rewrite <- pathSum_add. apply pathSum_ext. intros j h' a.
  unfold decisionTerm, chanceTerm. destruct (chance G h'); lra.
Qed.

(** A1, the paper's setting: if the environment moves only at the root (to
    choose the context s0), then after s0 the decision advantages alone sum to
    the joint advantage R - V(s0). *)
Theorem A1_paper_setting : forall G pol n s0 path,
  (forall h, h <> [] -> chance G h = None) ->
  reaches G n [s0] path ->
  reward G path - value G pol n [s0] = pathSum (decisionTerm G pol) 0 n path.
Proof.
  intros G pol n s0 path Hc Hr.
  rewrite (A1_advantage_decomposition G pol n [s0] path Hr).
  assert (Z : forall m k p, length p = (m + 1)%nat ->
              pathSum (chanceTerm G pol) k m p = 0).
  { induction m as [|m IH]; intros k p Hl; simpl; [reflexivity|].
    destruct p as [|a p]; [reflexivity|]. simpl in Hl.
    rewrite IH by lia. unfold chanceTerm. rewrite Hc; [lra|].
    destruct p; [simpl in Hl; lia|discriminate]. }
  rewrite (Z n 0%nat path); [lra|]. rewrite (reaches_length _ _ _ _ Hr). simpl. lia.
Qed.

(** A2.  The advantage is centred: its average over the policy's own moves is
    zero at every history. *)
Theorem A2_centring : forall G pol n h,
  isDist (moves G h) (pol h) ->
  mean (moves G h) (pol h) (advantage G pol n h) = 0.
Proof.
  intros G pol n h [_ Hsum]. unfold advantage.
  rewrite mean_sub, mean_const by exact Hsum. rewrite value_step. lra.
Qed.

(** A1, second half.  The chance terms have mean zero, at every chance node,
    under every policy that may be played there. *)
Theorem A1_chance_terms_centred : forall G pol pol' n h,
  wellFormed G -> node G (S n) h -> isPolicy G pol -> isPolicy G pol' ->
  mean (moves G h) (pol' h) (chanceTerm G pol n h) = 0.
Proof.
  intros G pol pol' n h HG Hn Hp Hp'. unfold chanceTerm.
  pose proof (Hp n h Hn) as E. pose proof (Hp' n h Hn) as E'.
  unfold admissible in E, E'. destruct (chance G h) as [c|] eqn:Hc.
  - rewrite (mean_dist_ext _ _ (pol h)).
    + apply A2_centring. apply (policy_dist G pol n h HG Hp Hn).
    + intros a Ha. rewrite (E a Ha), (E' a Ha). reflexivity.
  - apply mean_zero.
Qed.

Lemma expect_pathSum_zero : forall G pol g n k h,
  wellFormed G -> isPolicy G pol -> node G (n + k) h ->
  (forall j h', node G (S j) h' -> mean (moves G h') (pol h') (g j h') = 0) ->
  expect G pol n h (pathSum g k n) = 0.
Proof.
  intros G pol g n. induction n as [|n IH]; intros k h HG Hp Hn H.
  - reflexivity.
  - rewrite expect_snoc. cbn [pathSum].
    rewrite (expect_ext G pol n h _ (pathSum g (S k) n)).
    + apply IH; try assumption. replace (n + S k)%nat with (S n + k)%nat by lia. exact Hn.
    + intros path Hr.
      assert (Hnode : node G (S k) path).
      { apply (node_reaches G (S k) n h); [|exact Hr].
        replace (n + S k)%nat with (S n + k)%nat by lia. exact Hn. }
      rewrite mean_add, (H k path Hnode), mean_const; [lra|].
      apply (policy_dist G pol k path HG Hp Hnode).
Qed.

(** A3, performance difference.  From every history, the difference of the two
    values is the average, over the paths of the NEW policy, of the summed
    advantages of the OLD policy at the decisions. *)
Theorem A3_performance_difference : forall G old new n h,
  wellFormed G -> isPolicy G old -> isPolicy G new -> node G n h ->
  value G new n h - value G old n h =
  expect G new n h (pathSum (decisionTerm G old) 0 n).
Proof.
  intros G old new n h HG Ho Hnew Hn.
  assert (Hn0 : node G (n + 0) h) by (rewrite Nat.add_0_r; exact Hn).
  assert (Z : expect G new n h (pathSum (chanceTerm G old) 0 n) = 0).
  { apply expect_pathSum_zero; try assumption.
    intros j h' Hj. apply A1_chance_terms_centred; assumption. }
  unfold value at 1.
  rewrite <- (expect_const G new n 0 h (value G old n h) HG Hnew Hn0).
  rewrite <- expect_sub.
  rewrite (expect_ext _ _ _ _ _ (fun path =>
    pathSum (decisionTerm G old) 0 n path + pathSum (chanceTerm G old) 0 n path)).
  - rewrite expect_add, Z. lra.
  - intros path Hr. apply A1_advantage_decomposition. exact Hr.
Qed.

(** A3 for J. *)
Corollary A3_expected_return : forall G old new,
  wellFormed G -> isPolicy G old -> isPolicy G new ->
  expectedReturn G new - expectedReturn G old =
  expect G new (horizon G) [] (pathSum (decisionTerm G old) 0 (horizon G)).
Proof.
  intros. unfold expectedReturn. apply A3_performance_difference; try assumption.
  apply node_root.
Qed.
