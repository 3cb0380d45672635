(* MUTANT of claim E7: E7_one_turn_finite_time with one change: one sweep less.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.ClippedStep theorems.FiniteTime.
From SeeUPO Require Import theorems.FiniteTimeGame.
Open Scope R_scope.

Theorem E7_one_turn_finite_time_mutant : forall G eps (pol : nat -> policy) K,
  wellFormed G -> horizon G = 1%nat -> chance G [] = None -> 0 < eps ->
  isPolicy G (pol 0%nat) ->
  (forall k, exactClippedSweep G eps (pol k) (pol (S k))) ->
  1 <= (1 + eps) ^ (S K)
       * bestWeight (fun a => reward G [a]) (optimalReturn G) (moves G []) (pol 0%nat []) ->
  expectedReturn G (pol K) = optimalReturn G.
Proof.
  intros G eps pol K HG HT Hc He Hp0 Hrun Hbound.
  assert (Hn : node G 1 []) by (split; [rewrite HT; reflexivity|exact I]).
  destruct (HG 0%nat [] Hn) as [Hne [Hnd _]].
  set (r := fun a => reward G [a]) in *. set (top := optimalReturn G) in *.
  assert (Htop : top = best (moves G []) r).
  { unfold top, optimalReturn. rewrite HT. simpl. rewrite Hc. reflexivity. }
  assert (Hmax : forall a, In a (moves G []) -> r a <= top)
    by (rewrite Htop; apply best_move_spec, Hne).
  assert (Hpol : forall k, isPolicy G (pol k)).
  { induction k as [|k IH]; [exact Hp0|].
    apply (D1_exact_clipped_sweep_improves G eps (pol k)); [assumption..| |apply Hrun]. lra. }
  assert (Hdist : forall k, isDist (moves G []) (pol k []))
    by (intros k; apply (policy_dist G (pol k) 0 [] HG (Hpol k) Hn)).
  set (w := fun k => bestWeight r top (moves G []) (pol k [])).
  assert (Wle : forall k, w k <= 1).
  { intros k. destruct (Hdist k) as [Hpos Hs]. rewrite <- Hs. apply sum_le. intros a Ha.
    destruct (Req_EM_T (r a) top); [lra|apply Hpos, Ha]. }
  assert (Grow : forall k, w k = 1 \/ (1 + eps) ^ k * w 0%nat <= w k).
  { induction k as [|k IH]; [right; simpl; lra|].
    destruct (best_weight_grows (moves G []) r eps top He Hnd Hmax (pol k []) (pol (S k) [])
      (Hdist k) (one_turn_step G eps _ _ HT Hc (Hrun k))) as [Done|G1]; [left; exact Done|].
    fold (w k) in G1. fold (w (S k)) in G1. destruct IH as [One|IH].
    - left. apply Rle_antisym; [apply Wle|]. rewrite One in G1. lra.
    - right. simpl. rewrite Rmult_assoc. eapply Rle_trans; [|exact G1].
      apply Rmult_le_compat_l; lra. }
  assert (Final : w K = 1).
  { destruct (Grow K) as [H|H]; [exact H|]. apply Rle_antisym; [apply Wle|].
    eapply Rle_trans; [exact Hbound|exact H]. }
  unfold expectedReturn. rewrite HT, value_step. unfold actionValue, value. simpl.
  destruct (Hdist K) as [Hpos Hs].
  transitivity (mean (moves G []) (pol K []) (fun _ => top)); [|apply mean_const, Hs].
  apply sum_ext. intros a Ha. change (reward G [a]) with (r a).
  destruct (Req_dec (r a) top) as [E|E]; [rewrite E; reflexivity|].
  assert (Z : sum (moves G []) (fun a => if Req_EM_T (r a) top then 0 else pol K [] a) = 0).
  { rewrite (sum_ext _ _ (fun a => pol K [] a - (if Req_EM_T (r a) top then pol K [] a else 0))).
    - rewrite sum_sub, Hs. fold (bestWeight r top (moves G []) (pol K [])).
      fold (w K). rewrite Final. ring.
    - intros b _. destruct (Req_EM_T (r b) top); ring. }
  pose proof (sum_ge_term (moves G [])
    (fun a => if Req_EM_T (r a) top then 0 else pol K [] a) a Ha) as T.
  cbv beta in T. destruct (Req_EM_T (r a) top) as [E'|_]; [contradiction|].
  assert (pol K [] a <= 0).
  { rewrite <- Z. apply T. intros b Hb. destruct (Req_EM_T (r b) top); [lra|apply Hpos, Hb]. }
  pose proof (Hpos a Ha). replace (pol K [] a) with 0 by lra. ring.
Qed.
