(** Closed instance of the convergence with the ratio box, on the game of
    ThreeLevel.v: a run of exact argmaxes over the box exists, from [before]. *)
From Coq Require Import Reals List QArith Qreals Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.Rational.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.KLRate theorems.BoxConvergence.
From SeeUPO Require Import instances.ThreeLevel instances.Identities instances.Improvement
  instances.Optimality.
Open Scope R_scope.

(** With two moves the box argmax gives the better one as much as it may. *)
Definition upTo (x : R) : R := Rmin ((1 + Q2R eps3) * x) (1 - (1 - Q2R eps3) * (1 - x)).

Definition twoMoveRule : updateRule := fun _ p Q =>
  if Rle_dec (Q 0%nat) (Q 1%nat)
  then fun a => match a with O => 1 - upTo (p 1%nat) | _ => upTo (p 1%nat) end
  else fun a => match a with O => upTo (p 0%nat) | _ => 1 - upTo (p 0%nat) end.

Lemma eps3_value : Q2R eps3 = 1/5.
Proof. unfold eps3, Q2R. simpl. lra. Qed.

Lemma two_move_argmax : forall h p Q, isDist [0; 1]%nat p ->
  isArgmax (ratioBox [0; 1]%nat (Q2R eps3) p) (fun q => mean [0; 1]%nat q Q) (twoMoveRule h p Q).
Proof.
  intros h p Q [Hpos Hs]. simpl in Hs.
  pose proof (Hpos 0%nat (or_introl eq_refl)) as P0.
  pose proof (Hpos 1%nat (or_intror (or_introl eq_refl))) as P1.
  unfold twoMoveRule, upTo. rewrite eps3_value.
  split.
  - destruct (Rle_dec (Q 0%nat) (Q 1%nat)); unfold Rmin; destruct (Rle_dec _ _);
    (split; [split; [intros a [<-|[<-|[]]]; lra|simpl; lra]
            |intros a [<-|[<-|[]]]; simpl; lra]).
  - intros q [[Hq Hqs] Hbox]. simpl in Hqs.
    pose proof (Hbox 0%nat (or_introl eq_refl)) as B0.
    pose proof (Hbox 1%nat (or_intror (or_introl eq_refl))) as B1.
    unfold mean. cbn [sum]. destruct (Rle_dec (Q 0%nat) (Q 1%nat)) as [L|L].
    + set (y := Rmin _ _). assert (Hy : q 1%nat <= y) by (apply Rmin_glb; lra).
      assert (0 <= (y - q 1%nat) * (Q 1%nat - Q 0%nat)) by (apply Rmult_le_pos; lra).
      replace (q 0%nat) with (1 - q 1%nat) by lra. lra.
    + set (y := Rmin _ _). assert (Hy : q 0%nat <= y) by (apply Rmin_glb; lra).
      assert (0 <= (y - q 0%nat) * (Q 0%nat - Q 1%nat)) by (apply Rmult_le_pos; lra).
      replace (q 1%nat) with (1 - q 0%nat) by lra. lra.
Qed.

Definition boxRun (k : nat) : policy :=
  iterate (reverseSweep G3 (decisionsOnly G3 twoMoveRule)) k before.

Lemma box_run_sweeps : forall k,
  isPolicy G3 (boxRun k) /\ boxSweep G3 (Q2R eps3) (boxRun k) (boxRun (S k)).
Proof.
  assert (Step : forall k, isPolicy G3 (boxRun k) ->
    boxSweep G3 (Q2R eps3) (boxRun k) (boxRun (S k))).
  { intros k Hp n h Hn.
    assert (E : boxRun (S k) h = decisionsOnly G3 twoMoveRule h (boxRun k h)
                  (actionValue G3 (boxRun (S k)) n h))
      by exact (reverse_sweep_step G3 _ (boxRun k) n h Hn).
    pose proof (policy_dist G3 (boxRun k) n h game3_ok Hp Hn) as Hd.
    rewrite E. unfold decisionsOnly. destruct (chance G3 h).
    - reflexivity.
    - apply two_move_argmax. exact Hd. }
  assert (Inv : forall k, isPolicy G3 (boxRun k)).
  { induction k as [|k IH]; [exact old3_ok|].
    intros n h Hn. pose proof (Step k IH n h Hn) as S0. pose proof (IH n h Hn) as A.
    unfold admissible in *. destruct (chance G3 h).
    - intros a Ha. rewrite (S0 a Ha). apply A, Ha.
    - apply S0. }
  intros k. split; [apply Inv|apply Step, Inv].
Qed.

Example E7_box_instance : Un_cv (fun k => expectedReturn G3 (boxRun k)) (7 / 3).
Proof.
  rewrite <- J_star.
  apply (E7_box_run_converges G3 (Q2R eps3) boxRun);
    [exact game3_ok|rewrite eps3_value; lra|exact old3_ok| |intros k; apply box_run_sweeps].
  intros n h a Hn _ Ha. exact (old3_full n h a Hn Ha).
Qed.
