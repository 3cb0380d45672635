(* MUTANT of claim E7: box_step_moves_weight with one change: the weight of the best moves grows faster than the box allows.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.Clip theorems.KLRate theorems.FiniteTime.
From SeeUPO Require Import theorems.BoxConvergence.
Open Scope R_scope.

Lemma box_step_moves_weight_mutant : forall menu (r Q : nat -> R) top eps p q,
  NoDup menu -> 0 < eps < 1 -> isDist menu p ->
  isArgmax (ratioBox menu eps p) (fun x => mean menu x Q) q ->
  (forall a b, In a menu -> In b menu -> r a <> top -> r b = top -> Q a < Q b) ->
  (1 + 2 * eps) * bestWeight r top menu p <= bestWeight r top menu q \/
  1 - bestWeight r top menu q <= (1 - eps) * (1 - bestWeight r top menu p).
Proof.
  intros menu r Q top eps p q Hnd He [Hp Hps] [[[Hq Hqs] Hbox] Hmax] Hsep.
  destruct (Exists_dec (fun b => r b = top /\ q b < (1 + eps) * p b) menu) as [Ex|None].
  { intros b. destruct (Req_EM_T (r b) top); [|right; intuition].
    destruct (Rlt_dec (q b) ((1 + eps) * p b)); [left|right]; intuition. }
  - right. apply Exists_exists in Ex. destruct Ex as [b [Hb [Eb Lb]]].
    assert (Rest : forall x, sum menu x = 1 -> 1 - bestWeight r top menu x
      = sum menu (fun a => if Req_EM_T (r a) top then 0 else x a)).
    { intros x Hx. rewrite <- Hx. unfold bestWeight. rewrite <- sum_sub.
      apply sum_ext. intros a _. destruct (Req_EM_T (r a) top); ring. }
    rewrite !Rest by assumption. rewrite <- sum_scal. apply sum_le. intros a Ha.
    destruct (Req_EM_T (r a) top) as [E|E]; [lra|].
    destruct (Rle_lt_dec (q a) ((1 - eps) * p a)) as [L|L]; [exact L|exfalso].
    (* weight could be moved from a to b *)
    set (d := Rmin ((1 + eps) * p b - q b) (q a - (1 - eps) * p a)).
    assert (Hd : 0 < d) by (apply Rmin_glb_lt; lra).
    assert (Hd1 : d <= (1 + eps) * p b - q b) by apply Rmin_l.
    assert (Hd2 : d <= q a - (1 - eps) * p a) by apply Rmin_r.
    assert (Hab : a <> b) by (intros ->; contradiction).
    destruct (exchange menu q Q a b d Hnd Ha Hb) as [Es Em]. cbv zeta in Es, Em.
    set (q' := fun c => q c + d * (pointMass b c - pointMass a c)) in *.
    assert (In_box : ratioBox menu eps p q').
    { assert (B : forall c, In c menu -> (1 - eps) * p c <= q' c <= (1 + eps) * p c).
      { intros c Hc. pose proof (Hbox c Hc). unfold q', pointMass.
        destruct (Nat.eqb_spec c b) as [E1|E1]; destruct (Nat.eqb_spec c a) as [E2|E2];
        try (exfalso; congruence); try subst c; lra. }
      split; [split|exact B].
      - intros c Hc. pose proof (B c Hc). pose proof (Hp c Hc).
        assert (0 <= (1 - eps) * p c) by (apply Rmult_le_pos; lra). lra.
      - rewrite Es. exact Hqs. }
    specialize (Hmax q' In_box). cbv beta in Hmax. rewrite Em in Hmax.
    pose proof (Hsep a b Ha Hb E Eb).
    assert (0 < d * (Q b - Q a)) by (apply Rmult_lt_0_compat; lra). lra.
  - left. unfold bestWeight. rewrite <- sum_scal. apply sum_le. intros a Ha.
    destruct (Req_EM_T (r a) top) as [E|E]; [|lra].
    destruct (Rle_lt_dec ((1 + eps) * p a) (q a)) as [L|L]; [exact L|].
    exfalso. apply None. apply Exists_exists. exists a. auto.
Qed.
