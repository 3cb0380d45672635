(** Checks that compute: each table of definitions/Tables.v is confirmed by one
    evaluation over the rationals.  Used by the generated files. *)
From Coq Require Import Reals List QArith Qreals Bool Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Rational
  definitions.Tables.
From SeeUPO Require Import theorems.SumLemmas theorems.RationalBridge theorems.SweepCheck.
Open Scope R_scope.

(** ** The optimal value over the rationals, and that it agrees *)

Fixpoint bestQ (menu : list nat) (f : nat -> Q) : Q :=
  match menu with
  | [] => 0
  | a :: [] => f a
  | a :: rest => maxQ (f a) (bestQ rest f)
  end.

Fixpoint optimalValueQ (g : gameQ) (n : nat) (h : history) : Q :=
  match n with
  | O => rewardQ g h
  | S m =>
    match chanceQ g h with
    | Some c => meanQ (movesQ g h) c (fun a => optimalValueQ g m (a :: h))
    | None => bestQ (movesQ g h) (fun a => optimalValueQ g m (a :: h))
    end
  end.

Lemma best_bridge : forall menu f f',
  (forall a, f' a = Q2R (f a)) -> best menu f' = Q2R (bestQ menu f).
Proof.
  intros menu f f' E. induction menu as [|a rest IH]; [symmetry; apply Q2R_0|].
  destruct rest as [|b rest]; [apply E|].
  change (Rmax (f' a) (best (b :: rest) f')
    = Q2R (maxQ (f a) (bestQ (b :: rest) f))).
  rewrite Q2R_max, E, IH. reflexivity.
Qed.

Theorem optimalValue_bridge : forall g n h,
  optimalValue (toGame g) n h = Q2R (optimalValueQ g n h).
Proof.
  intros g. induction n as [|n IH]; intros h; [reflexivity|].
  cbn [optimalValue optimalValueQ]. simpl chance. destruct (chanceQ g h) as [c|].
  - rewrite mean_bridge. apply mean_ext. intros a _. apply IH.
  - apply best_bridge. intros a. apply IH.
Qed.

Lemma optimalReturn_bridge : forall g,
  optimalReturn (toGame g) = Q2R (optimalValueQ g (horizonQ g) []).
Proof. intros. apply optimalValue_bridge. Qed.

(** ** Tables *)

Definition valuesCheck (g : gameQ) (pol : policyQ) (table : valueTable) : bool :=
  forallb (fun nh => let '(n, h) := nh in
    Qeq_bool (valueQ g pol (S n) h) (entry table h)) (allNodes g).

Theorem valuesAre_check : forall g pol table,
  valuesCheck g pol table = true -> valuesAre g pol table.
Proof.
  intros g pol table H n h Hn. pose proof (for_all_nodes g _ H n h Hn) as T.
  rewrite value_bridge. apply Qeq_check, T.
Qed.

Definition optimalValuesCheck (g : gameQ) (table : valueTable) : bool :=
  forallb (fun nh => let '(n, h) := nh in
    Qeq_bool (optimalValueQ g (S n) h) (entry table h)) (allNodes g).

Theorem optimalValuesAre_check : forall g table,
  optimalValuesCheck g table = true -> optimalValuesAre g table.
Proof.
  intros g table H n h Hn. pose proof (for_all_nodes g _ H n h Hn) as T.
  rewrite optimalValue_bridge. apply Qeq_check, T.
Qed.

Definition moveTableCheck (g : gameQ) (of : nat -> history -> nat -> Q)
    (table : moveTable) : bool :=
  forallb (fun nh => let '(n, h) := nh in
    forallb (fun a => Qeq_bool (of n h a) (entryAt table h a)) (movesQ g h))
  (allNodes g).

Lemma moveTable_check : forall g of table,
  moveTableCheck g of table = true ->
  forall n h a, node (toGame g) (S n) h -> In a (moves (toGame g) h) ->
    Q2R (of n h a) = Q2R (entryAt table h a).
Proof.
  intros g of table H n h a Hn Ha. pose proof (for_all_nodes g _ H n h Hn) as T.
  cbv beta iota in T. rewrite forallb_forall in T. apply Qeq_check, T, Ha.
Qed.

Theorem actionValuesAre_check : forall g pol table,
  moveTableCheck g (actionValueQ g pol) table = true -> actionValuesAre g pol table.
Proof.
  intros g pol table H n h a Hn Ha. rewrite actionValue_bridge.
  apply (moveTable_check _ _ _ H); assumption.
Qed.

Theorem advantagesAre_check : forall g pol table,
  moveTableCheck g (advantageQ g pol) table = true -> advantagesAre g pol table.
Proof.
  intros g pol table H n h a Hn Ha. rewrite advantage_bridge.
  apply (moveTable_check _ _ _ H); assumption.
Qed.

(** ** The carried advantage on a path *)

Fixpoint legalQ (g : gameQ) (h : history) : bool :=
  match h with
  | [] => true
  | a :: h' => existsb (Nat.eqb a) (movesQ g h') && legalQ g h'
  end.

Lemma legal_check : forall g h, legalQ g h = true -> legal (moves (toGame g)) h.
Proof.
  intros g. induction h as [|a h IH]; intros H; [exact I|].
  apply andb_prop in H. destruct H as [H1 H2]. split; [|apply IH, H2].
  apply existsb_exists in H1. destruct H1 as [b [Hb E]].
  apply PeanoNat.Nat.eqb_eq in E. subst b. exact Hb.
Qed.

Definition carriedAdvantagesCheck (g : gameQ) (new old : policyQ) (path : history)
    (numbers : list Q) : bool :=
  Nat.eqb (length path) (horizonQ g) && legalQ g path &&
  Nat.eqb (length numbers) (S (horizonQ g)) &&
  forallb (fun n => Qeq_bool (carriedAdvantageQ g new old n path) (nth n numbers 0%Q))
    (seq 0 (S (horizonQ g))).

Theorem carriedAdvantagesAre_check : forall g new old path numbers,
  carriedAdvantagesCheck g new old path numbers = true ->
  carriedAdvantagesAre g new old path numbers.
Proof.
  intros g new old path numbers H.
  apply andb_prop in H. destruct H as [H H4]. apply andb_prop in H. destruct H as [H H3].
  apply andb_prop in H. destruct H as [H1 H2].
  apply PeanoNat.Nat.eqb_eq in H1. apply PeanoNat.Nat.eqb_eq in H3.
  rewrite forallb_forall in H4. split; [|split].
  - split; [exact H1|apply legal_check, H2].
  - exact H3.
  - intros n Hn. rewrite carriedAdvantage_bridge. apply Qeq_check, H4, in_seq. lia.
Qed.

(** ** A whole sweep *)

(** [clippedSweepCheck] with J computed once and handed on as [j]. *)
Fixpoint carriedFrom (j : Q) (g : gameQ) (new old : policyQ) (n : nat)
    (path : history) : Q :=
  match n with
  | O => rewardQ g path - j
  | S k => Qred (ratioAtQ new old k path * carriedFrom j g new old k path)
  end.

Lemma carriedFrom_bridge : forall g new old n path,
  carriedAdvantage (toGame g) (toPolicy new) (toPolicy old) n path
  = Q2R (carriedFrom (expectedReturnQ g old) g new old n path).
Proof.
  intros g new old n path. rewrite carriedAdvantage_bridge. f_equal.
  induction n as [|n IH]; [reflexivity|].
  cbn [carriedAdvantageQ carriedFrom]. rewrite IH. reflexivity.
Qed.

Definition sweepCheck (g : gameQ) (eps : Q) (old new : policyQ) : bool :=
  let j := expectedReturnQ g old in
  forallb (fun nh => let '(n, h) := nh in
    match chanceQ g h with
    | Some _ => forallb (fun a => Qeq_bool (new h a) (old h a)) (movesQ g h)
    | None => clippedStepCheck g eps old (carriedFrom j g new old n) n h (new h)
    end)
  (allNodes g).

Theorem sweep_check : forall g eps old new,
  wellFormed (toGame g) -> isPolicy (toGame g) (toPolicy old) -> 0 <= Q2R eps ->
  sweepCheck g eps old new = true ->
  exactClippedSweep (toGame g) (Q2R eps) (toPolicy old) (toPolicy new).
Proof.
  intros g eps old new HG Ho He H n h Hn.
  pose proof (for_all_nodes g _ H n h Hn) as T. cbv beta iota in T.
  simpl chance. destruct (chanceQ g h) as [c|].
  - rewrite forallb_forall in T. intros a Ha. apply Qeq_check, T, Ha.
  - apply (clippedStep_check g eps old
      (carriedFrom (expectedReturnQ g old) g new old n)); try assumption.
    intros path. apply carriedFrom_bridge.
Qed.

(** Tactics of the generated files: confirm a table; confirm a sweep; confirm
    the return of the best policy. *)
Ltac check_table :=
  first [ apply valuesAre_check | apply actionValuesAre_check
        | apply advantagesAre_check | apply optimalValuesAre_check
        | apply carriedAdvantagesAre_check ];
  vm_compute; reflexivity.

Ltac check_sweep game_ok old_ok :=
  apply sweep_check;
  [ exact game_ok | exact old_ok | rewrite <- Q2R_0; apply Qle_check; reflexivity | ];
  vm_compute; reflexivity.

Ltac compute_optimum :=
  rewrite optimalReturn_bridge; apply Qeq_eqR; vm_compute; reflexivity.
